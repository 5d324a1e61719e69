"""The record: what the running half keeps of a tenant, in a table of its own.

A record class is a frozen dataclass below `Record`. Its annotations say the columns, `Annotated[..., Id(...)]` and
`Annotated[..., Names(...)]` the foreign keys, `KEY` the primary key within the organisation, which every table begins
with. Unlike a row, a record is written by no sheet: it has no address, no content and no lineage, and it never forks.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

from atelier_cli.rows.row import Json

#: The values of a record's key, in the order of `KEY`.
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Id:
    """Marks a column that holds the id of an authored row of a class."""

    row_class: str


@dataclass(frozen=True, slots=True)
class Names:
    """Marks a column that holds the key of a record of the same organisation: its table's only key column."""

    table: str


@dataclass(frozen=True, slots=True)
class Unique:
    """Columns that no two records have in common, or none of those of which a column says so."""

    columns: tuple[str, ...]
    #: A column of truth values: only the records where it is true count.
    where: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing that the running half keeps of an organisation."""

    #: The table's name.
    TABLE: ClassVar[str]
    #: The fields that name it within its organisation.
    KEY: ClassVar[tuple[str, ...]] = ("id",)
    UNIQUE: ClassVar[tuple[Unique, ...]] = ()
    #: The columns of further indexes; those of foreign keys have one anyway.
    INDEXES: ClassVar[tuple[tuple[str, ...], ...]] = ()
    #: Whether what was written stays as it is.
    APPEND_ONLY: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """A field of a record class as a column."""

    name: str
    type: Literal["text", "integer", "boolean", "json", "instant", "id"]
    nullable: bool = False
    points_at: Id | Names | None = None


def key_of(record: Record) -> Key:
    """What names the record within its organisation."""
    return tuple(getattr(record, name) for name in record.KEY)


def record_columns(record_class: type[Record]) -> tuple[RecordColumn, ...]:
    """The columns that a record class declares, in order; `org_id`, which comes first, is not among them."""
    hints = get_type_hints(record_class, include_extras=True)
    return tuple(_column(field.name, hints[field.name]) for field in fields(record_class))


def _column(name: str, hint: Any) -> RecordColumn:
    nullable = get_origin(hint) in {UnionType, Union} and NoneType in get_args(hint)
    if nullable:
        (hint,) = (one for one in get_args(hint) if one is not NoneType)
    marks = hint.__metadata__ if get_origin(hint) is Annotated else ()
    points_at = next((mark for mark in marks if isinstance(mark, Id | Names)), None)
    plain = get_args(hint)[0] if marks else hint
    if isinstance(points_at, Id):
        return RecordColumn(name, "id", nullable, points_at)
    return RecordColumn(name, _TYPES.get(plain, "json"), nullable or plain is Any, points_at)


_TYPES: dict[Any, Literal["text", "integer", "boolean", "json", "instant"]] = {
    str: "text",
    int: "integer",
    bool: "boolean",
    datetime: "instant",
    Json: "json",
}
