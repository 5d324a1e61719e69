"""The tables of records, derived from the record classes: `org_id` stands first in every key, as in those of rows."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.schema import SchemaItem

from atelier_cli.rows import ROW_CLASSES
from atelier_cli.rows.record import Id, Names, Record, RecordColumn, Unique, record_columns
from atelier_cli.rows.records import RECORD_CLASSES
from atelier_cli.store.append_only import declare_function, declare_triggers
from atelier_cli.store.tables import METADATA, system_org_column
from atelier_cli.store.types import Guid, Instant, JsonText

#: Text that sorts by its characters' numbers, whatever language the database is set to.
_Text = Text().with_variant(Text(collation="C"), "postgresql")
_TYPES: dict[str, Any] = {
    "id": Guid,
    "text": _Text,
    "integer": BigInteger,
    "boolean": Boolean,
    "json": JsonText,
    "instant": Instant,
}
_CLASSES = {record_class.TABLE: record_class for record_class in RECORD_CLASSES}


def _table(record_class: type[Record]) -> Table:
    columns = record_columns(record_class)
    in_vocabulary = any(_org_column(column) == "system_org_id" for column in columns)
    table = Table(
        record_class.TABLE,
        METADATA,
        Column("org_id", Guid, nullable=False),
        *(Column(column.name, _TYPES[column.type], nullable=column.nullable) for column in columns),
        *([system_org_column()] if in_vocabulary else ()),
        PrimaryKeyConstraint("org_id", *record_class.KEY, name=f"{record_class.TABLE}_pkey"),
        *_foreign_keys(record_class, columns),
        *(_unique(record_class.TABLE, one) for one in record_class.UNIQUE),
        *_indexes(record_class, columns),
    )
    if record_class.APPEND_ONLY:
        declare_triggers(table)
    return table


def _foreign_keys(record_class: type[Record], columns: tuple[RecordColumn, ...]) -> Iterator[SchemaItem]:
    name = record_class.TABLE
    if not any(isinstance(column.points_at, Names) and not column.nullable for column in columns):
        yield ForeignKeyConstraint(["org_id"], ["atelier_org.id"], name=f"{name}_org_fkey")
    for column in columns:
        there = _pointed_at(column)
        if there is not None:
            yield ForeignKeyConstraint([_org_column(column), column.name], there, name=f"{name}_{column.name}_fkey")


def _pointed_at(column: RecordColumn) -> list[str] | None:
    """The columns that a column's foreign key points at."""
    if isinstance(column.points_at, Names):
        (key,) = _CLASSES[column.points_at.table].KEY
        return [f"{column.points_at.table}.org_id", f"{column.points_at.table}.{key}"]
    if isinstance(column.points_at, Id):
        table = ROW_CLASSES[column.points_at.row_class].TABLE
        return [f"{table}.org_id", f"{table}.id"]
    return None


def _org_column(column: RecordColumn) -> str:
    """The column that says in which plane that is which a column points at."""
    there = ROW_CLASSES[column.points_at.row_class] if isinstance(column.points_at, Id) else None
    return "system_org_id" if there is not None and there.PLANE == "vocabulary" else "org_id"


def _unique(table: str, unique: Unique) -> SchemaItem:
    if unique.where is None:
        return UniqueConstraint("org_id", *unique.columns, name=f"{table}_{'_'.join(unique.columns)}_key")
    where = text(unique.where)
    columns = ("org_id", *unique.columns)
    return Index(f"{table}_{unique.where}_idx", *columns, unique=True, postgresql_where=where, sqlite_where=where)


def _indexes(record_class: type[Record], columns: tuple[RecordColumn, ...]) -> Iterator[SchemaItem]:
    """Those that are declared, and one for each foreign key that no other index begins with."""
    name = record_class.TABLE
    for names in record_class.INDEXES:
        yield Index(f"{name}_{'_'.join(names)}_idx", "org_id", *names)
    whole = [one.columns for one in record_class.UNIQUE if one.where is None]
    begins = {names[0] for names in (record_class.KEY, *record_class.INDEXES, *whole)}
    for column in columns:
        org = _org_column(column)
        if column.points_at is not None and (org != "org_id" or column.name not in begins):
            yield Index(f"{name}_{column.name}_idx", org, column.name)


declare_function(METADATA)
#: The table of every record class, each after those that it points at.
RECORD_TABLES: dict[type[Record], Table] = {record_class: _table(record_class) for record_class in RECORD_CLASSES}
