"""Judgements: what constraints and criteria say of what they are asked, with the reason in a person's words."""

from dataclasses import dataclass
from enum import StrEnum

from atelier_cli.language.verdict import Verdict


class Result(StrEnum):
    """A submission goes on where everything is VALID; what cannot be judged is not."""

    VALID = "valid"
    INVALID = "invalid"
    UNEVALUABLE = "unevaluable"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One of the three results, and why it is not the first; the value itself, which may be secret, is never quoted."""

    result: Result
    #: Lower case, no final period: "must be at least 3".
    message: str = ""


VALID = Judgement(Result.VALID)


def invalid(message: str) -> Judgement:
    return Judgement(Result.INVALID, message)


def unevaluable(message: str) -> Judgement:
    return Judgement(Result.UNEVALUABLE, message)


def of_verdict(verdict: Verdict, message: str, unknown: str) -> Judgement:
    """The judgement that a condition amounts to: the message where it is false, `unknown` where it cannot be told."""
    match verdict:
        case Verdict.TRUE:
            return VALID
        case Verdict.FALSE:
            return invalid(message)
        case Verdict.UNEVALUABLE:
            return unevaluable(unknown)
