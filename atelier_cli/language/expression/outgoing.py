"""Brings the result of an expression back into JSON."""

import math
from typing import Any

from atelier_cli.language.expression.spans import iso_span
from atelier_cli.language.expression.timestamps import format_timestamp
from atelier_cli.language.expression.values import Duration, Reference, Timestamp, from_key, kind_of
from atelier_cli.language.types import ANY, Type


def json_value(value: Any, type: Type = ANY) -> Any:
    """The value as JSON holds it: instants and spans as ISO 8601 text, a reference as its id, keys as strings.

    An instant where a date is expected is a date: expressions hold a date as its first instant.

    The doubles that JSON has no number for become the strings "NaN", "Infinity" and "-Infinity", as in protobuf.
    """
    match value:
        case Timestamp():
            return format_timestamp(value)[:10] if type.name == "date" else format_timestamp(value)
        case Duration():
            return iso_span(value)
        case Reference():
            return value.id
        case float() if not math.isfinite(value):
            return "NaN" if math.isnan(value) else f"{'-' if value < 0 else ''}Infinity"
    if kind_of(value) == "map":
        members = type.fields or {}
        return {
            _key(from_key(key)): json_value(one, members.get(_key(from_key(key)), ANY)) for key, one in value.items()
        }
    return [json_value(one, type.item or ANY) for one in value] if kind_of(value) == "list" else value


def _key(key: Any) -> str:
    return str(key).lower() if isinstance(key, bool) else str(key)
