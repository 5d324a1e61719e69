"""Turns a record into the values of its table, and those back into the record."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, TypeVar

from atelier_cli.rows.record import Record, RecordColumn, record_columns
from atelier_cli.rows.records import RECORD_CLASSES
from atelier_cli.store.row_values import Values

RecordT = TypeVar("RecordT", bound=Record)

_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode
_decode = json.JSONDecoder().decode


@dataclass(frozen=True, slots=True)
class RecordShape:
    """How the records of a class and the values of its table correspond."""

    columns: tuple[RecordColumn, ...]
    names: tuple[str, ...]
    #: What reads all of them of a record.
    read: Callable[[Record], tuple[Any, ...]]
    #: The types of the columns by their names.
    types: dict[str, str]
    #: The places of what the key consists of.
    key: tuple[int, ...]
    json: tuple[int, ...]
    instants: tuple[int, ...]
    booleans: tuple[int, ...]


def written(value: Any, type_: str) -> Any:
    """The value as it goes to a database: JSON and instants as text; raises `ValueError` of an instant without zone."""
    if value is None:
        return None
    if type_ == "json":
        return _encode(value)
    return _instant_text(value) if type_ == "instant" else value


def values_of(record: Record) -> Values:
    """The values of a record, in the order of its columns."""
    shape = SHAPES[type(record)]
    values = list(shape.read(record))
    for place in shape.json:
        if values[place] is not None:
            values[place] = _encode(values[place])
    for place in shape.instants:
        if values[place] is not None:
            values[place] = _instant_text(values[place])
    return tuple(values)


def record_of(record_class: type[RecordT], values: Sequence[Any]) -> RecordT:
    """The record of the values that were read."""
    shape, read = SHAPES[record_class], list(values)
    for place in shape.json:
        if read[place] is not None:
            read[place] = _decode(read[place])
    for place in shape.instants:
        if read[place] is not None:
            read[place] = _instant(read[place])
    for place in shape.booleans:
        read[place] = None if read[place] is None else bool(read[place])
    return record_class(**dict(zip(shape.names, read, strict=True)))


def _instant_text(value: datetime) -> str:
    """The instant in UTC, always with all its digits, so that texts are sorted as instants are."""
    if value.tzinfo is None:
        raise ValueError(f"{value} does not say which zone it is in")
    instant = value if value.tzinfo is UTC else value.astimezone(UTC)
    return instant.isoformat(timespec="microseconds")


def _instant(value: str | datetime) -> datetime:
    instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    return instant if instant.tzinfo is UTC else instant.astimezone(UTC)


def _shape(record_class: type[Record]) -> RecordShape:
    columns = record_columns(record_class)
    names = tuple(column.name for column in columns)
    places: dict[str, list[int]] = {}
    for place, column in enumerate(columns):
        places.setdefault(column.type, []).append(place)
    return RecordShape(
        columns=columns,
        names=names,
        read=attrgetter(*names),
        types={column.name: column.type for column in columns},
        key=tuple(names.index(name) for name in record_class.KEY),
        json=tuple(places.get("json", ())),
        instants=tuple(places.get("instant", ())),
        booleans=tuple(places.get("boolean", ())),
    )


#: The shape of each class.
SHAPES: dict[type[Record], RecordShape] = {record_class: _shape(record_class) for record_class in RECORD_CLASSES}
