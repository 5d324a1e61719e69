"""Comparison of typed values: what can be compared with what, and how they compare.

Numbers compare with numbers, exactly; dates with dates, instants with instants, text with text. A text beside a date is
read as a date, since that is how JSON writes one; beside a number it stays a text and is not comparable.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from atelier_cli.language.coerce import coerce
from atelier_cli.language.durations import Duration, order_durations
from atelier_cli.language.types import DATE, DATETIME, DURATION, NUMBER, STRING, Type

#: Types that compare with each other.
_FAMILIES = (
    {"integer", "decimal", "number", "money", "numeric"},
    {"string", "text", "enum", "email", "phone", "url", "role", "user", "entity"},
)
ORDERED = {"integer", "decimal", "number", "money", "numeric", "string", "text", "date", "datetime", "time", "duration"}
TEXTS = {"string", "text", "enum", "email", "phone", "url", "role"}
_TIME = Type("time")
_DECIMAL = Type("decimal")


def counterpart(type: Type) -> Type:
    """The type that a literal beside a value of this type is read as."""
    if type.name in {"integer", "number"}:
        return NUMBER
    if type.name in {"user", "entity", "string", "text", "role", "email", "phone", "url"}:
        return STRING
    return replace(type, nullable=False)


def not_comparable(left: Type, right: Type) -> str | None:
    """Why values of these types are never equal nor unequal; None where they can be compared."""
    if "null" in {left.name, right.name}:
        return "null equals nothing: use `is_null` or `is_not_null`"
    if "any" in {left.name, right.name} or "json" in {left.name, right.name}:
        return None
    if left.name == right.name == "list" and left.item and right.item:
        return not_comparable(left.item, right.item)
    if left.name == right.name or any({left.name, right.name} <= family for family in _FAMILIES):
        return None
    return f"{left} is not comparable with {right}"


def not_ordered(left: Type, right: Type) -> str | None:
    """Why one of two values of these types is never the greater; None where they can be ordered."""
    for side in (left, right):
        if side.name not in ORDERED | {"any", "json", "null"}:
            return f"{side} has no order"
    return not_comparable(left, right)


def order(left: Any, right: Any) -> int | None:
    """Less, equal or greater as -1, 0, 1; None where the two are not comparable."""
    left, right = _aligned(left, right)
    if _is_number(left) and _is_number(right):
        left, right = _exact(left, right)
    elif isinstance(left, Duration) and isinstance(right, Duration):
        return order_durations(left, right)
    elif type(left) is not type(right) or not isinstance(left, _ORDERED_CLASSES):
        return None
    return int(left > right) - int(left < right)


def equal(left: Any, right: Any) -> bool | None:
    """Whether two values are equal; None where they are null or not comparable."""
    left, right = _aligned(left, right)
    if left is None or right is None:
        return None
    if isinstance(left, bool) and isinstance(right, bool):
        return left is right
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and _all(map(equal_or_both_null, left, right))
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and _all(equal_or_both_null(left[key], right[key]) for key in left)
    if isinstance(left, Duration) and isinstance(right, Duration):
        return left == right
    found = order(left, right)
    return None if found is None else found == 0


def equal_or_both_null(left: Any, right: Any) -> bool | None:
    """Whether two values are equal, two nulls being equal and a null unlike anything else."""
    if left is None or right is None:
        return left is right
    return equal(left, right)


def same(left: Any, right: Any) -> bool:
    """Whether nothing changes when one value replaces the other: equal by type, or both null."""
    return equal_or_both_null(left, right) is True


def _all(answers: Iterable[bool | None]) -> bool | None:
    found = set(answers)
    if False in found:
        return False
    return None if None in found else True


def _aligned(left: Any, right: Any) -> tuple[Any, Any]:
    """Both values, a text read by the other's type where that one is not a text itself."""
    if isinstance(left, str) and not isinstance(right, str):
        return _like(left, right), _key(right)
    if isinstance(right, str) and not isinstance(left, str):
        return _key(left), _like(right, left)
    return left, right


def _like(text: str, other: Any) -> Any:
    wanted = _TYPES.get(type(other))
    if wanted is None:
        return text
    value, problems = coerce(text, wanted)
    return text if problems else value


def _key(value: Any) -> Any:
    """The id of a record, since a text beside a record is the id of one."""
    return value["id"] if isinstance(value, Mapping) and isinstance(value.get("id"), str) else value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _exact(left: Any, right: Any) -> tuple[Any, Any]:
    """A float beside a Decimal as the decimal that was written: 0.1 equals Decimal("0.1")."""
    if isinstance(left, Decimal) and isinstance(right, float):
        return left, Decimal(repr(right))
    if isinstance(left, float) and isinstance(right, Decimal):
        return Decimal(repr(left)), right
    return left, right


_ORDERED_CLASSES = (str, date, datetime, time)
_TYPES: Mapping[type, Type] = {date: DATE, datetime: DATETIME, time: _TIME, Duration: DURATION, Decimal: _DECIMAL}
