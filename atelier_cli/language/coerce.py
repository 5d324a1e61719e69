"""Values as their type says: JSON in, Python out, nothing guessed.

Rows, payloads and the command line hold JSON, where a date is a string; conditions, functions and expressions compare
dates. `coerce` is the one border between them, and `to_json` is the way back. It is strict: `"1"` is no integer and `1`
no text. What is coerced already passes unchanged.

| type | JSON | Python |
|---|---|---|
| string, text, email, phone, url, role, enum | string | str |
| integer, number | number | int, float or Decimal |
| decimal, money | number, or string for exactness | Decimal |
| date, datetime, time, duration | string (RFC 3339, ISO 8601) | date, datetime in UTC, time, Duration |
| user, entity | the id, or the record with its `id` | the same |
| geo_point, geometry | GeoJSON object | the same |
| address | string, or object of strings | the same |
| file | object with `name`, `content_type`, `size` | the same |
| list, object, json | list, object, anything | the same, with what they hold coerced |
"""

from collections.abc import Mapping
from typing import Any

from atelier_cli.language.problems import Problem, Problems, below, unknown
from atelier_cli.language.scalars import SCALARS, wrong
from atelier_cli.language.shown import shown
from atelier_cli.language.types import ANY, Type

#: The types that hold null beside all else.
_OPEN = {"any", "json", "null"}


def coerce(value: Any, type: Type) -> tuple[Any, Problems]:
    """The value as the type holds it, and what keeps it from being one; of a faulty value the first part is None."""
    if value is None:
        return None, () if type.nullable or type.name in _OPEN else (wrong(f"expected {type}, found null"),)
    if type.name == "list":
        return _list(value, type)
    if type.name == "object":
        return _object(value, type)
    result = SCALARS[type.name](value, type)
    return (None, (result,)) if isinstance(result, Problem) else (result, ())


def _list(value: Any, type: Type) -> tuple[Any, Problems]:
    if not isinstance(value, list | tuple):
        return None, (wrong(f"expected a {type}, found {shown(value)}"),)
    found = [coerce(item, type.item or ANY) for item in value]
    problems = tuple(one for index, (_, faults) in enumerate(found) for one in below((index,), faults))
    return (None, problems) if problems else ([item for item, _ in found], ())


def _object(value: Any, type: Type) -> tuple[Any, Problems]:
    if not isinstance(value, Mapping):
        return None, (wrong(f"expected an object, found {shown(value)}"),)
    members = type.fields or {}
    result: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, member in value.items():
        if name not in members and not type.open:
            message, hint = unknown("member", str(name), members)
            problems.append(wrong(message, (name,), hint))
        result[name], faults = coerce(member, members.get(name, ANY))
        problems.extend(below((name,), faults))
    missing = [name for name, member in members.items() if not member.nullable and name not in value]
    problems.extend(wrong(f"expected a member `{name}`, found none") for name in missing)
    return (None, tuple(problems)) if problems else (result, ())
