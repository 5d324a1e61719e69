"""Brings values from outside into the form expressions work on, by their declared type."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from atelier_cli.language import durations
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.kinds import kind_of_type
from atelier_cli.language.expression.limits import MAX_INT, MAX_VALUE_DEPTH, MIN_INT
from atelier_cli.language.expression.spans import duration_of_timedelta, parse_span
from atelier_cli.language.expression.timestamps import parse_timestamp, timestamp_of_datetime
from atelier_cli.language.expression.values import Duration, Record, Reference, Timestamp, kind_of
from atelier_cli.language.scope import Names
from atelier_cli.language.types import ANY, Type


def cel_scope(values: Mapping[str, Any], names: Names, read: Iterable[str]) -> dict[str, Any]:
    """The values of the roots that are read, each by its type; one without a type is taken as it is."""
    types = names.roots
    return {root: cel_value(values[root], types.get(root, ANY), names) for root in read if root in values}


def cel_value(value: Any, type: Type, names: Names, depth: int = 0) -> Any:  # noqa: PLR0911  # one line a kind
    """A value of JSON, or of `coerce`, as expressions hold it.

    A value that is not of its type is brought in as what it is: the operator that meets it will say so.
    """
    if depth > MAX_VALUE_DEPTH:
        raise EvaluationError("limit", "the value is nested too deeply")
    if value is None or isinstance(value, Timestamp | Duration | Reference | bool):
        return value
    match kind_of_type(type):
        case "int":
            return _whole(_plain(value, names, depth))
        case "double":
            return _double(value)
        case "timestamp" if isinstance(value, str):
            return _timestamp(value)
        case "duration" if isinstance(value, str):
            return _duration(value)
        case "reference":
            return _reference(value, type, names, depth)
        case "list" if kind_of(value) == "list":
            return [cel_value(item, type.item or ANY, names, depth + 1) for item in value]
        case "map" if isinstance(value, Mapping) and type.fields is not None:
            return _record(value, type.fields, names, depth)
        case "map" if isinstance(value, Mapping) and type.key is not None:
            return {name: cel_value(one, type.item or ANY, names, depth + 1) for name, one in value.items()}
        case _:
            return _plain(value, names, depth)


def _whole(value: Any) -> Any:
    """An integer that JSON wrote with a point, as an int."""
    is_whole = isinstance(value, float) and value.is_integer() and MIN_INT <= value <= MAX_INT
    return int(value) if is_whole else value


def _double(value: Any) -> Any:
    """A number as a double, however it is written; of an amount of money, the amount."""
    if isinstance(value, Mapping) and "amount" in value:
        value = value["amount"]
    if isinstance(value, int | float | Decimal | str) and not isinstance(value, bool):
        try:
            return float(value)
        except (ValueError, OverflowError):
            return value
    return value


def _timestamp(text: str) -> Any:
    """A date is its first instant, in UTC."""
    try:
        return parse_timestamp(f"{text}T00:00:00Z" if len(text) == 10 else text)
    except EvaluationError:
        return text


def _duration(text: str) -> Any:
    try:
        return parse_span(text)
    except EvaluationError:
        return text


def _reference(value: Any, type: Type, names: Names, depth: int) -> Any:
    """The id alone stays a string; a record with its id becomes both."""
    if not isinstance(value, Mapping):
        return _plain(value, names, depth)
    members = names.members("user" if type.name == "user" else type.entity_type) or {}
    record = _record(value, members, names, depth)
    return Reference(value["id"], record) if isinstance(value.get("id"), str) else record


def _record(value: Mapping[str, Any], fields: Mapping[str, Type], names: Names, depth: int) -> Record:
    return Record({name: cel_value(one, fields.get(name, ANY), names, depth + 1) for name, one in value.items()})


def _plain(value: Any, names: Names, depth: int) -> Any:  # noqa: PLR0911  # one line a class
    """A value of which only its class is known."""
    match value:
        case str() | float():
            return value
        case int():
            return value if MIN_INT <= value <= MAX_INT else _double(value)
        case datetime():
            return timestamp_of_datetime(value)
        case date():
            return timestamp_of_datetime(datetime(value.year, value.month, value.day, tzinfo=UTC))
        case time():
            return value.isoformat()
        case timedelta():
            return duration_of_timedelta(value)
        case durations.Duration():
            return duration_of_timedelta(value.rest) if not value.months else str(value)
        case Decimal():
            return float(value)
        case Mapping():
            return {name: cel_value(one, ANY, names, depth + 1) for name, one in value.items()}
        case Sequence():
            return [cel_value(one, ANY, names, depth + 1) for one in value]
        case _:
            return value
