"""Operators and functions of the library."""

from collections.abc import Callable, Mapping
from typing import Any

from atelier_cli.language.expression.budget import BUDGET, weigh
from atelier_cli.language.expression.building.builder import Builder, Evaluate
from atelier_cli.language.expression.building.dispatch import choose, dispatch
from atelier_cli.language.expression.equality import contains, equal, unequal
from atelier_cli.language.expression.errors import EvaluationError, Span
from atelier_cli.language.expression.library import (
    FUNCTIONS_BY_NAME,
    METHODS_BY_NAME,
    OPERATORS_BY_NAME,
    Overload,
)
from atelier_cli.language.expression.syntax import Binary, Call, Expression, Literal, Unary

#: Steps that making a pattern or a time zone ready costs, where it is not written out and so made ready only once.
_PREPARATION = 1000
_RELATIONS: Mapping[str, Callable[[Any, Any], bool]] = {"==": equal, "!=": unequal, "in": contains}


def build_binary(node: Binary, builder: Builder) -> Evaluate:
    sign = node.operator
    if sign in _RELATIONS:
        return _binary(node, builder, _RELATIONS[sign])
    overloads = tuple(one for one in OPERATORS_BY_NAME[sign] if len(one.parameters) == 2)
    return _binary(node, builder, _chosen(sign, overloads))


def build_minus(node: Unary, builder: Builder) -> Evaluate:
    overloads = tuple(one for one in OPERATORS_BY_NAME["-"] if len(one.parameters) == 1)
    return _call("-", overloads, (node.operand,), node.span, builder)


def build_call(node: Call, builder: Builder) -> Evaluate:
    """A call; of a function that is unknown, a closure that says so, since `f() || true` has a value."""
    table = FUNCTIONS_BY_NAME if node.target is None else METHODS_BY_NAME
    arguments = node.arguments if node.target is None else (node.target, *node.arguments)
    overloads = tuple(one for one in table.get(node.function, ()) if len(one.parameters) == len(arguments))
    if not overloads:
        return _unknown(node)
    call = _call(node.function, overloads, arguments, node.span, builder)
    return _folded(call) if all(isinstance(one, Literal) for one in arguments) and not builder.in_macro else call


def _unknown(node: Call) -> Evaluate:
    def fail(_: Mapping[str, Any]) -> Any:
        message = f"there is no function {node.function} with {len(node.arguments)} arguments"
        raise EvaluationError("unknown-function", message, node.function_span)

    return fail


def _folded(call: Evaluate) -> Evaluate:
    """The value of a call of literals, computed once; one that fails goes on failing."""
    try:
        value = call({})
    except EvaluationError:
        return call
    return lambda _: value


def _chosen(name: str, overloads: tuple[Overload, ...]) -> Callable[[Any, Any], Any]:
    table = dispatch(overloads)

    def apply(left: Any, right: Any) -> Any:
        implementation = table.get((type(left), type(right))) or choose(name, overloads, (left, right))
        return implementation(left, right)

    return apply


def _binary(node: Binary, builder: Builder, apply: Callable[[Any, Any], Any]) -> Evaluate:
    left, right, span = builder.of(node.left), builder.of(node.right), node.operator_span

    def evaluate(scope: Mapping[str, Any]) -> Any:
        a, b = left(scope), right(scope)
        try:
            return apply(a, b)
        except EvaluationError as error:
            raise error.at(span)  # noqa: B904  # it is the same error, placed

    def evaluate_weighed(scope: Mapping[str, Any]) -> Any:
        a, b = left(scope), right(scope)
        budget = scope[BUDGET]
        budget.spend(weigh(a, budget.left) + weigh(b, budget.left))
        try:
            return apply(a, b)
        except EvaluationError as error:
            raise error.at(span)  # noqa: B904  # it is the same error, placed

    return evaluate_weighed if builder.in_macro else evaluate


def _call(
    name: str, overloads: tuple[Overload, ...], arguments: tuple[Expression, ...], span: Span, builder: Builder
) -> Evaluate:
    parts = tuple(builder.of(one) for one in arguments)
    table = dispatch(overloads)
    steps = _steps(overloads, arguments) if builder.in_macro else 0

    def evaluate(scope: Mapping[str, Any]) -> Any:
        values = tuple([part(scope) for part in parts])
        if steps:
            scope[BUDGET].spend(steps + sum(len(value) >> 6 for value in values if isinstance(value, str)))
        try:
            implementation = table.get(tuple(map(type, values))) or choose(name, overloads, values)
            return implementation(*values)
        except EvaluationError as error:
            raise error.at(span)  # noqa: B904  # it is the same error, placed

    return evaluate


def _steps(overloads: tuple[Overload, ...], arguments: tuple[Expression, ...]) -> int:
    prepared = {index for one in overloads for index in one.literals if index > 0}
    return 1 + sum(_PREPARATION for index in prepared if not isinstance(arguments[index], Literal))
