"""Joins types: what is known of a value that is of one type or of another."""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from atelier_cli.language.comparison import TEXTS
from atelier_cli.language.types import ANY, NUMBER, STRING, Type

_NUMBERS = {"integer", "number", "decimal", "money"}


def join(types: Iterable[Type]) -> Type:
    """The narrowest type that holds the values of all of them; `any` where they have nothing in common, or are none."""
    found = list(types)
    return reduce(_joined, found) if found else ANY


def _joined(left: Type, right: Type) -> Type:
    if left == right:
        return left
    if "null" in {left.name, right.name}:
        return (left if right.name == "null" else right).or_null()
    found = _common(left, right)
    return found.or_null() if left.nullable or right.nullable else found


def _common(left: Type, right: Type) -> Type:
    names = {left.name, right.name}
    if left.name == right.name:
        return _inner(left, right)
    if names <= _NUMBERS:
        return NUMBER
    return STRING if names <= TEXTS else ANY


def _inner(left: Type, right: Type) -> Type:
    match left.name:
        case "list":
            return replace(left, item=_joined(left.item or ANY, right.item or ANY))
        case "enum":
            known = bool(left.choices and right.choices)
            return replace(left, choices=tuple(dict.fromkeys((*left.choices, *right.choices))) if known else ())
        case "entity":
            return left if left.entity_type == right.entity_type else replace(left, entity_type="")
        case "object":
            return _object(left, right)
        case _:
            return left


def _object(left: Type, right: Type) -> Type:
    """An object that has the members of both; one that only one of them has may be missing."""
    mine, other = left.fields or {}, right.fields or {}
    fields = {
        name: _joined(mine[name], other[name]) if name in mine and name in other else _either(name, left, right)
        for name in (*mine, *(name for name in other if name not in mine))
    }
    return Type("object", fields=fields, open=left.open or right.open)


def _either(name: str, left: Type, right: Type) -> Type:
    """The type of a member of one of two objects; where the other is open, it may have one of any type."""
    has, lacks = (left, right) if name in (left.fields or {}) else (right, left)
    return ANY if lacks.open else (has.fields or {})[name].or_null()
