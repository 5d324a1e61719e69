"""No item of the list stands in it twice, by type: 1 and 1.0 are one number, 1 and true are not the same.

Example:
    `{unique_items: true}`
"""

from collections.abc import Hashable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import VALID, Judgement, invalid, unevaluable


def judge(given: Given, bound: Any) -> Judgement:
    if bound is not True:
        return VALID
    if not isinstance(given.value, list | tuple):
        return unevaluable("is no list")
    keys = [_key(item) for item in given.value]
    return VALID if len({*keys}) == len(keys) else invalid("must not have an item twice")


def _key(value: Any) -> Hashable:
    """Equal for values that are, and for no others."""
    match value:
        case bool() | str() | None:
            return type(value), value
        case float():
            return "number", Fraction(repr(value))
        case int() | Decimal():
            return "number", Fraction(value)
        case Mapping():
            return "object", frozenset((name, _key(member)) for name, member in value.items())
        case list() | tuple():
            return "list", tuple(map(_key, value))
        case _:
            return type(value), value
