"""Verdicts: the three values of a condition, combined by Kleene's strong logic."""

from collections.abc import Iterable
from enum import Enum


class Verdict(Enum):
    """What a condition says: a gate passes on TRUE alone."""

    TRUE = "true"
    FALSE = "false"
    #: It cannot be judged: a side is null, or of a type that the operator does not compare.
    UNEVALUABLE = "unevaluable"


def of(known: bool | None) -> Verdict:  # noqa: FBT001  # the very thing that is converted
    """The verdict for a Python answer; None is "cannot be told"."""
    if known is None:
        return Verdict.UNEVALUABLE
    return Verdict.TRUE if known else Verdict.FALSE


def negated(verdict: Verdict) -> Verdict:
    """The opposite; what cannot be judged stays so."""
    match verdict:
        case Verdict.TRUE:
            return Verdict.FALSE
        case Verdict.FALSE:
            return Verdict.TRUE
        case Verdict.UNEVALUABLE:
            return verdict


def conjunction(verdicts: Iterable[Verdict]) -> Verdict:
    """TRUE where all are (also of none), FALSE where one is, else UNEVALUABLE."""
    seen = set(verdicts)
    if Verdict.FALSE in seen:
        return Verdict.FALSE
    return Verdict.UNEVALUABLE if Verdict.UNEVALUABLE in seen else Verdict.TRUE


def disjunction(verdicts: Iterable[Verdict]) -> Verdict:
    """TRUE where one is, FALSE where none is (also of none at all), else UNEVALUABLE."""
    return negated(conjunction(negated(one) for one in verdicts))
