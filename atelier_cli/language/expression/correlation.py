"""Finds in a match the equality by which waiting runs can be looked up for an event."""

from collections.abc import Sequence

from atelier_cli.frozen import frozen
from atelier_cli.language.expression.paths import NamePath, path_of
from atelier_cli.language.expression.syntax import Binary, Expression, Logic


@frozen
class Correlation:
    """An equality between a path of the event and one of the run, and what else has to hold."""

    event: Expression
    run: Expression
    event_path: NamePath
    run_path: NamePath
    #: The match without the equality; None when nothing is left.
    residual: Expression | None


def correlation(expression: Expression, event_roots: Sequence[str], run_roots: Sequence[str]) -> Correlation | None:
    """The equality that serves best as a key, or None when the match has none that must hold.

    Among several, the one whose run root stands first in `run_roots` is taken, then the first written: so the caller
    ranks `context` before `run`, whose facts many runs share.
    """
    terms = expression.terms if isinstance(expression, Logic) and expression.operator == "&&" else (expression,)
    found: list[tuple[int, int, Correlation]] = []
    for position, term in enumerate(terms):
        rest = (*terms[:position], *terms[position + 1 :])
        one = _equality(term, event_roots, run_roots, _conjunction(rest, expression))
        if one is not None:
            found.append((run_roots.index(one.run_path[0]), position, one))
    return min(found, key=lambda each: each[:2])[2] if found else None


def _equality(
    term: Expression, event_roots: Sequence[str], run_roots: Sequence[str], residual: Expression | None
) -> Correlation | None:
    if not isinstance(term, Binary) or term.operator != "==":
        return None
    for event, run in ((term.left, term.right), (term.right, term.left)):
        event_path, run_path = path_of(event), path_of(run)
        if event_path and run_path and event_path[0] in event_roots and run_path[0] in run_roots:
            return Correlation(event, run, event_path, run_path, residual)
    return None


def _conjunction(terms: tuple[Expression, ...], whole: Expression) -> Expression | None:
    if len(terms) < 2:
        return terms[0] if terms else None
    return Logic("&&", terms, whole.span)
