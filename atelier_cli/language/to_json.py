"""Values as JSON holds them: the way back from `coerce`."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from atelier_cli.language.durations import Duration, format_duration
from atelier_cli.language.instants import format_instant
from atelier_cli.language.types import ANY, Type


def to_json(value: Any, type: Type = ANY) -> Any:
    """The value as JSON holds it; a Decimal is a string, which is exact, or a number where the type is one."""
    if isinstance(value, Mapping):
        members = type.fields or {}
        return {name: to_json(member, members.get(name, ANY)) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(item, type.item or ANY) for item in value]
    return _scalar(value, type)


def _scalar(value: Any, type: Type) -> Any:
    match value:
        case datetime():
            return format_instant(value)
        case date() | time():
            return value.isoformat()
        case Duration():
            return format_duration(value)
        case Decimal():
            return _number(value) if type.name in {"number", "integer"} else format(value, "f")
        case _:
            return value


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
