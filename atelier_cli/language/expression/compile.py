"""Compiles a tree into a function from the values of the roots to the value of the expression."""

from collections.abc import Callable, Mapping
from typing import Any

from atelier_cli.language.expression.budget import BUDGET, Budget
from atelier_cli.language.expression.building.branching import build_conditional, build_logic, build_not
from atelier_cli.language.expression.building.builder import Builder, Evaluate
from atelier_cli.language.expression.building.calling import build_call, build_minus
from atelier_cli.language.expression.building.collecting import build_list, build_map
from atelier_cli.language.expression.building.comparing import build_comparison
from atelier_cli.language.expression.building.looping import build_macro
from atelier_cli.language.expression.building.reading import build_has, build_index, build_name, build_select
from atelier_cli.language.expression.syntax import (
    Binary,
    Broken,
    Call,
    Conditional,
    Expression,
    Has,
    Index,
    ListNode,
    Literal,
    Logic,
    Macro,
    MapNode,
    Name,
    Select,
    Unary,
    children,
)


def compile_expression(expression: Expression) -> Evaluate:
    """The function that evaluates an expression; it raises EvaluationError, and no other exception.

    It takes the roots' values as `cel_value` makes them, and may be called any number of times, from any thread.
    """
    evaluate = _build(expression, Builder(_build, {}))
    return _counted(evaluate) if _repeats(expression) else evaluate


def _counted(evaluate: Evaluate) -> Evaluate:
    return lambda scope: evaluate({**scope, BUDGET: Budget()})


def _repeats(node: Expression) -> bool:
    return isinstance(node, Macro) or any(map(_repeats, children(node)))


def _build(node: Expression, builder: Builder) -> Evaluate:
    return _BUILDERS[type(node)](node, builder)


def _build_literal(node: Literal, _: Builder) -> Evaluate:
    value = node.value

    def read(_: Mapping[str, Any]) -> Any:
        return value

    return read


def _build_unary(node: Unary, builder: Builder) -> Evaluate:
    return build_not(node, builder) if node.operator == "!" else build_minus(node, builder)


def _refuse(node: Broken, _: Builder) -> Evaluate:
    raise ValueError(f"an expression with a fault at {node.span} is not compiled")


_BUILDERS: Mapping[type, Callable[[Any, Builder], Evaluate]] = {
    Literal: _build_literal,
    Name: build_name,
    Select: build_select,
    Has: build_has,
    Index: build_index,
    Call: build_call,
    ListNode: build_list,
    MapNode: build_map,
    Unary: _build_unary,
    Binary: build_comparison,
    Logic: build_logic,
    Conditional: build_conditional,
    Macro: build_macro,
    Broken: _refuse,
}
