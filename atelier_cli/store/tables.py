"""The tables, derived from the row classes.

`org_id` stands first in every primary key, unique constraint and foreign key, so that no row can point into another
plane. The one exception is the vocabulary, which every plane may refer to: `system_org_id`, a generated column, holds
the id of the system plane.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    ForeignKeyConstraint,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.schema import SchemaItem

from atelier_cli.rows import INSERTION_ORDER
from atelier_cli.rows.plane import SYSTEM
from atelier_cli.rows.row import Reference, Row, members, parent_column, references
from atelier_cli.store.links import points_into_vocabulary, target_of
from atelier_cli.store.types import Guid, Instant, JsonText

METADATA = MetaData()

_TYPES: dict[str, Any] = {"text": Text, "integer": BigInteger, "boolean": Boolean, "json": JsonText}

ORG = Table(
    "atelier_org",
    METADATA,
    Column("id", Guid, nullable=False),
    Column("key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("forked_from", Guid),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("revision", BigInteger, server_default=text("0"), nullable=False),
    PrimaryKeyConstraint("id", name="atelier_org_pkey"),
    UniqueConstraint("key", name="atelier_org_key"),
    ForeignKeyConstraint(["forked_from"], ["atelier_org.id"], name="atelier_org_forked_from_fkey"),
    CheckConstraint("kind IN ('system', 'template', 'tenant')", name="atelier_org_kind_check"),
    CheckConstraint(f"(kind = 'system') = (id = '{SYSTEM.id}')", name="atelier_org_one_system_check"),
    Index("atelier_org_forked_from_idx", "forked_from"),
)

#: Every content that a row of a template ever had, so that a `base_hash` can always be opened.
ROW_CONTENT = Table(
    "atelier_row_content",
    METADATA,
    Column("org_id", Guid, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("content", JsonText, nullable=False),
    PrimaryKeyConstraint("org_id", "content_hash", name="atelier_row_content_pkey"),
    ForeignKeyConstraint(["org_id"], ["atelier_org.id"], name="atelier_row_content_org_fkey"),
)

#: The forked rows that were deleted, by lineage: neither an upgrade nor a second fork brings them back.
TOMBSTONE = Table(
    "atelier_tombstone",
    METADATA,
    Column("org_id", Guid, nullable=False),
    Column("row_class", Text, nullable=False),
    Column("lineage_id", Guid, nullable=False),
    Column("base_hash", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    PrimaryKeyConstraint("org_id", "row_class", "lineage_id", name="atelier_tombstone_pkey"),
    ForeignKeyConstraint(["org_id"], ["atelier_org.id"], name="atelier_tombstone_org_fkey"),
)


def _table(row_class: type[Row]) -> Table:
    return Table(
        row_class.TABLE,
        METADATA,
        *_envelope(row_class),
        *_members(row_class),
        *_keys(row_class),
        *_foreign_keys(row_class),
        *_indexes(row_class),
    )


def _envelope(row_class: type[Row]) -> Iterator[SchemaItem]:
    """What every authored row has, the values that are written once first."""
    yield Column("org_id", Guid, nullable=False)
    yield Column("id", Guid, nullable=False)
    yield Column("lineage_id", Guid)
    yield Column("base_hash", Text)
    yield Column("created_at", Instant, nullable=False)
    if row_class.VERSIONED:
        yield Column("number", BigInteger, nullable=False)
        yield Column("is_current", Boolean, nullable=False)
    yield Column("order", BigInteger, nullable=False)
    yield Column("is_active", Boolean, nullable=False)
    yield Column("content_hash", Text, nullable=False)
    yield Column("source_file", Text)
    yield Column("source_pointer", Text)
    yield Column("source_line", BigInteger)
    yield Column("owner", Text, nullable=False)
    yield Column("authored_by", Text)
    yield Column("updated_at", Instant, nullable=False)


def _members(row_class: type[Row]) -> Iterator[SchemaItem]:
    parent = parent_column(row_class)
    if parent is not None:
        yield Column(parent, Guid, nullable=False)
    for member in members(row_class):
        if isinstance(member, Reference):
            yield Column(member.column, Guid, nullable=member.nullable)
        else:
            yield Column(member.name, _TYPES[member.type], nullable=member.nullable)
    if any(points_into_vocabulary(row_class, target_of(reference)) for reference in references(row_class)):
        yield system_org_column()
    if row_class.COUNTED:
        yield Column("version", BigInteger, server_default=text("1"), nullable=False)


def _keys(row_class: type[Row]) -> Iterator[SchemaItem]:
    name, parent = row_class.TABLE, parent_column(row_class)
    siblings = ["org_id", *([parent] if parent else [])]
    yield PrimaryKeyConstraint("org_id", "id", name=f"{name}_pkey")
    if row_class.VERSIONED:
        yield UniqueConstraint(*siblings, "number", name=f"{name}_number_key")
    else:
        yield UniqueConstraint(*siblings, *key_columns(row_class), name=f"{name}_key")
    if row_class.PLANE == "vocabulary":
        yield CheckConstraint(f"org_id = '{SYSTEM.id}'", name=f"{name}_system_check")


def _foreign_keys(row_class: type[Row]) -> Iterator[SchemaItem]:
    name, parent = row_class.TABLE, parent_column(row_class)
    if row_class.PARENT is None or parent is None:
        yield ForeignKeyConstraint(["org_id"], ["atelier_org.id"], name=f"{name}_org_fkey")
    else:
        # No plan names the versions of a flow that goes, nor their steps: they go with it.
        cascade = "CASCADE" if row_class.VERSIONED or row_class.PARENT.VERSIONED else None
        yield _foreign_key(name, "org_id", parent, row_class.PARENT, ondelete=cascade)
    for reference in references(row_class):
        target = target_of(reference)
        # Rows of one class come in no order that would suit their references to each other.
        deferred = {"deferrable": True, "initially": "DEFERRED"} if target is row_class else {}
        yield _foreign_key(name, org_column(row_class, reference), reference.column, target, **deferred)


def _foreign_key(table: str, org: str, column: str, target: type[Row], **more: Any) -> ForeignKeyConstraint:
    there = [f"{target.TABLE}.org_id", f"{target.TABLE}.id"]
    return ForeignKeyConstraint([org, column], there, name=f"{table}_{column}_fkey", **more)


def _indexes(row_class: type[Row]) -> Iterator[SchemaItem]:
    """One for each foreign key that no unique constraint begins with, one for lineage, one for the current version."""
    name = row_class.TABLE
    for reference in references(row_class):
        yield Index(f"{name}_{reference.column}_idx", org_column(row_class, reference), reference.column)
    if row_class.FORKABLE:
        yield _partial(f"{name}_lineage_idx", "lineage_id IS NOT NULL", "org_id", "lineage_id")
    if row_class.VERSIONED:
        yield _partial(f"{name}_current_idx", "is_current", "org_id", parent_column(row_class) or "id")


def _partial(name: str, condition: str, *columns: str) -> Index:
    where = text(condition)
    return Index(name, *columns, unique=True, postgresql_where=where, sqlite_where=where)


def system_org_column() -> Column[str]:
    """The column that holds the id of the system plane in every row."""
    return Column("system_org_id", Guid, Computed(f"'{SYSTEM.id}'", persisted=True), nullable=False)


def org_column(row_class: type[Row], reference: Reference) -> str:
    """The column that says in which plane the row is that a reference points at."""
    return "system_org_id" if points_into_vocabulary(row_class, target_of(reference)) else "org_id"


def key_columns(row_class: type[Row]) -> list[str]:
    """The columns of the natural key among siblings."""
    by_name = {member.name: member for member in members(row_class)}
    found = [by_name[name] for name in row_class.KEY]
    return [member.column if isinstance(member, Reference) else member.name for member in found]


#: The table of every row class, in insertion order.
TABLES: dict[type[Row], Table] = {row_class: _table(row_class) for row_class in INSERTION_ORDER}
