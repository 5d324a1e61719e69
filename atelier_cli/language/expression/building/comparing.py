"""Comparisons with a literal, the usual gate: `context.score >= 0.7` in one closure and no look-up."""

import operator
from collections.abc import Callable, Mapping
from typing import Any

from atelier_cli.language.expression.building.builder import Builder, Evaluate
from atelier_cli.language.expression.building.calling import build_binary
from atelier_cli.language.expression.syntax import Binary, Literal

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def build_comparison(node: Binary, builder: Builder) -> Evaluate:
    """The closure of a binary operator: a short one where the right side is a literal, else the general one."""
    general = build_binary(node, builder)
    right = node.right
    if not isinstance(right, Literal) or builder.in_macro:
        return general
    if right.kind in {"int", "double"} and node.operator in _COMPARE:
        return _with_number(node, builder, right, general)
    if right.kind == "string" and node.operator in {"==", "!="}:
        return _with_string(node, builder, right, general)
    return general


def _with_number(node: Binary, builder: Builder, right: Literal, general: Evaluate) -> Evaluate:
    left, literal, compare = builder.of(node.left), right.value, _COMPARE[node.operator]

    def evaluate(scope: Mapping[str, Any]) -> Any:
        value = left(scope)
        kind = type(value)
        return compare(value, literal) if kind is float or kind is int else general(scope)

    return evaluate


def _with_string(node: Binary, builder: Builder, right: Literal, general: Evaluate) -> Evaluate:
    left, literal, wanted = builder.of(node.left), right.value, node.operator == "=="

    def evaluate(scope: Mapping[str, Any]) -> Any:
        value = left(scope)
        return (value == literal) is wanted if type(value) is str else general(scope)

    return evaluate
