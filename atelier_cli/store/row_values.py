"""Turns a row into the values of its table, and those back into the row."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from atelier_cli.plan.plan import Change
from atelier_cli.rows import INSERTION_ORDER
from atelier_cli.rows.plane import StoredRow
from atelier_cli.rows.row import Address, Column, Reference, Row, SourceRef, members, parent_column
from atelier_cli.store.tables import TABLES

#: The values of a row of a table, in the order of its columns.
Values = tuple[Any, ...]

#: JSON as it is kept: keys in their order, numbers to the digit.
_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode
_decode = json.JSONDecoder().decode

#: What is read of a row begins with; the values of the row's own members follow.
READ_ENVELOPE = (
    "id",
    "lineage_id",
    "base_hash",
    "content_hash",
    "order",
    "is_active",
    "owner",
    "source_file",
    "source_pointer",
    "source_line",
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who writes, and when, in ISO 8601."""

    author: str | None
    instant: str


@dataclass(frozen=True, slots=True)
class Shape:
    """How the rows of a class and the values of its table correspond."""

    #: The columns that an insertion gives, in the table's order.
    inserted: tuple[str, ...]
    #: Those that an update sets: the first columns are given once.
    updated: tuple[str, ...]
    #: Whose foreign key comes first, if the row belongs to another.
    parent: str | None
    members: tuple[Column | Reference, ...]
    names: tuple[str, ...]
    json: tuple[Column, ...]


def inserted(change: Change, stamp: Stamp) -> Values:
    """The values of an added row."""
    version = (change.number, True) if change.row.VERSIONED else ()
    return (change.plane.id, change.id, None, None, stamp.instant, *version, *updated(change, stamp))


def updated(change: Change, stamp: Stamp) -> Values:
    """Those values of a row that an update sets."""
    row, keys, shape = change.row, change.foreign_keys, SHAPES[type(change.row)]
    source = (None, None, None) if row.source is None else (row.source.file, row.source.pointer, row.source.line)
    envelope = (row.order, row.is_active, change.content_hash, *source, row.owner, stamp.author, stamp.instant)
    above = () if shape.parent is None else (keys[shape.parent],)
    return (*envelope, *above, *[_written(member, row, keys) for member in shape.members])


def stored(
    row_class: type[Row], values: Sequence[Any], above: Address, number: int | None, version: int | None
) -> StoredRow:
    """The row of the values that were read; `above` is the address of its parent."""
    shape = SHAPES[row_class]
    id_, lineage_id, base_hash, hash_, order, is_active, owner, file, pointer, line = values[: len(READ_ENVELOPE)]
    said = dict(zip(shape.names, values[len(READ_ENVELOPE) :], strict=True))
    for column in shape.json:
        if (text := said[column.name]) is not None:
            said[column.name] = tuple(_decode(text)) if column.unordered else _decode(text)
    row = row_class(
        address=(*above, *[said[key] for key in row_class.KEY]),
        order=order,
        is_active=is_active,
        owner=owner,
        source=None if file is None else SourceRef(file, pointer, line),
        **said,
    )
    return StoredRow(id_, row, hash_, lineage_id, base_hash, number, version)


def _written(member: Column | Reference, row: Row, keys: dict[str, str | None]) -> Any:
    if isinstance(member, Reference):
        return keys[member.column]
    value = getattr(row, member.name)
    return value if member.type != "json" or value is None else _encode(value)


def _shape(row_class: type[Row]) -> Shape:
    # What the database computes, or counts from a default on, is never given.
    written = tuple(column.name for column in TABLES[row_class].columns if column.server_default is None)
    own = members(row_class)
    return Shape(
        inserted=written,
        updated=written[written.index("order") :],
        parent=parent_column(row_class),
        members=own,
        names=tuple(member.name for member in own),
        json=tuple(member for member in own if isinstance(member, Column) and member.type == "json"),
    )


#: The shape of each class.
SHAPES: dict[type[Row], Shape] = {row_class: _shape(row_class) for row_class in INSERTION_ORDER}
