"""Macros: the one construct that repeats, and so the one that is counted."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from atelier_cli.language.expression.budget import BUDGET
from atelier_cli.language.expression.building.branching import not_bool
from atelier_cli.language.expression.building.builder import Builder, Evaluate
from atelier_cli.language.expression.errors import EvaluationError, Span
from atelier_cli.language.expression.syntax import Macro, size
from atelier_cli.language.expression.values import from_key, kind_of

#: The scopes of the turns, one an item; each is the same scope with the variable set anew.
Turns = Iterator[Mapping[str, Any]]


def build_macro(node: Macro, builder: Builder) -> Evaluate:
    target, span = builder.of(node.target), node.target.span
    variable, inner = builder.binding(node.variable)
    parts = [part for part in (node.condition, node.body) if part is not None]
    steps = 1 + sum(map(size, parts))
    evaluate = _MACROS[node.macro](node, inner, variable)

    def turns(scope: Mapping[str, Any]) -> Turns:
        budget = scope[BUDGET]
        turn = dict(scope)
        for item in _items(target(scope), span):
            budget.spend(steps)
            turn[variable] = item
            yield turn

    return lambda scope: evaluate(turns(scope))


def _items(value: Any, span: Span) -> list[Any]:
    kind = kind_of(value)
    if kind == "list":
        return list(value)
    if kind == "map":
        return [from_key(key) for key in value]
    raise EvaluationError("no-such-overload", f"expected a list or a map, found {kind}", span)


def _quantifier(*, decisive: bool) -> Callable[[Macro, Builder, str], Callable[[Turns], Any]]:
    """`all` and `exists`: `&&` and `||` over the items, errors included."""

    def build(node: Macro, builder: Builder, _: str) -> Callable[[Turns], Any]:
        condition, span = _condition(node, builder)

        def evaluate(turns: Turns) -> Any:
            failure: EvaluationError | None = None
            for turn in turns:
                try:
                    value = condition(turn)
                except EvaluationError as error:
                    failure = failure or error
                    continue
                if value is decisive:
                    return decisive
                if value is not (not decisive):
                    failure = failure or not_bool(value, span)
            if failure is not None:
                raise failure
            return not decisive

        return evaluate

    return build


def _exists_one(node: Macro, builder: Builder, _: str) -> Callable[[Turns], bool]:
    holds = _holds(node, builder)
    # Every item is looked at, also after the second that holds: an error in any of them counts.
    return lambda turns: sum([holds(turn) for turn in turns]) == 1


def _filter(node: Macro, builder: Builder, variable: str) -> Callable[[Turns], list[Any]]:
    holds = _holds(node, builder)
    return lambda turns: [turn[variable] for turn in turns if holds(turn)]


def _map(node: Macro, builder: Builder, _: str) -> Callable[[Turns], list[Any]]:
    if node.body is None:
        raise ValueError("a map macro without a body")
    body = builder.of(node.body)
    if node.condition is None:
        return lambda turns: [body(turn) for turn in turns]
    holds = _holds(node, builder)
    return lambda turns: [body(turn) for turn in turns if holds(turn)]


def _condition(node: Macro, builder: Builder) -> tuple[Evaluate, Span]:
    if node.condition is None:
        raise ValueError(f"a macro {node.macro} without a condition")
    return builder.of(node.condition), node.condition.span


def _holds(node: Macro, builder: Builder) -> Evaluate:
    condition, span = _condition(node, builder)

    def holds(turn: Mapping[str, Any]) -> bool:
        value = condition(turn)
        if value is True or value is False:
            return bool(value)
        raise not_bool(value, span)

    return holds


_MACROS: Mapping[str, Callable[[Macro, Builder, str], Callable[[Turns], Any]]] = {
    "all": _quantifier(decisive=False),
    "exists": _quantifier(decisive=True),
    "exists_one": _exists_one,
    "filter": _filter,
    "map": _map,
}
