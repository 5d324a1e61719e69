"""Copies the rows of a plane to another one, as one `INSERT ... SELECT` a class."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Insert, Select, and_, bindparam, cast, func, select, true
from sqlalchemy.exc import IntegrityError

from atelier_cli.errors import RefusedError
from atelier_cli.plan.plan import Copy
from atelier_cli.rows.row import parent_column
from atelier_cli.store import refusals
from atelier_cli.store.forked_id import forked_id
from atelier_cli.store.links import REWIRED
from atelier_cli.store.reading import read_plane
from atelier_cli.store.row_values import SHAPES, Stamp
from atelier_cli.store.tables import TABLES
from atelier_cli.store.types import Guid, Instant


def copy_rows(connection: Connection, copy: Copy, stamp: Stamp) -> int:
    """How many rows were copied; raises `RefusedError` naming a row whose reference leaves what was copied."""
    try:
        with connection.begin_nested():
            return connection.execute(insertion(copy, stamp), execution_options={"preserve_rowcount": True}).rowcount
    except IntegrityError as error:
        stray = _stray(connection, copy)
        if stray is None:
            raise
        raise stray from error


def copied_rows(copy: Copy) -> Select[Any]:
    """The ids of the rows that a copy takes: of what has versions, the current ones."""
    table, parent, column = TABLES[copy.row_class], copy.row_class.PARENT, parent_column(copy.row_class)
    taken = select(table.c.id).where(table.c.org_id == copy.source.id)
    if copy.row_class.VERSIONED:
        return taken.where(table.c.is_current)
    if parent is None or column is None or not parent.VERSIONED:
        return taken
    above = TABLES[parent]
    return taken.join(above, and_(above.c.org_id == table.c.org_id, above.c.id == table.c[column])).where(
        above.c.is_current
    )


def count(copy: Copy) -> Select[Any]:
    """How many rows the copy takes."""
    return copied_rows(copy).with_only_columns(func.count(), maintain_column_froms=True)


def insertion(copy: Copy, stamp: Stamp) -> Insert:
    """The statement that makes the copy.

    The id of each row follows from the id of its origin, and so do the ids in its foreign keys; those into the
    vocabulary stay. A copied version is the first of its flow in the new plane.
    """
    table = TABLES[copy.row_class]
    target = cast(bindparam("target", copy.target.id), Guid)
    now = cast(bindparam("now", stamp.instant), Instant)
    values: dict[str, ColumnElement[Any]] = {
        "org_id": target,
        "id": forked_id(target, table.c.id),
        "lineage_id": table.c.id,
        "base_hash": table.c.content_hash,
        "created_at": now,
        "updated_at": now,
        "authored_by": cast(bindparam("author", stamp.author), table.c.authored_by.type),
        "number": cast(1, table.c.order.type),
        "is_current": true(),
        **{column: forked_id(target, table.c[column]) for column in REWIRED[copy.row_class]},
    }
    names = (*SHAPES[copy.row_class].inserted, *(["version"] if copy.row_class.COUNTED else []))
    chosen = copied_rows(copy).with_only_columns(
        *(values.get(name, table.c[name]) for name in names), maintain_column_froms=True
    )
    return table.insert().from_select(list(names), chosen)


def _stray(connection: Connection, copy: Copy) -> RefusedError | None:
    """The refusal that names a row whose foreign key points at a row that was not copied."""
    table = TABLES[copy.row_class]
    for column, target in REWIRED[copy.row_class].items():
        there = TABLES[target].alias()
        origin = and_(there.c.org_id == copy.target.id, there.c.lineage_id == table.c[column])
        rows = copied_rows(copy).where(table.c[column].is_not(None), ~select(1).where(origin).correlate(table).exists())
        if (found := connection.execute(rows.order_by(table.c.id).limit(1)).scalar()) is not None:
            rows_there = read_plane(connection, copy.source).of(copy.row_class).values()
            return refusals.leaves(copy, next(one.row for one in rows_there if one.id == found), target)
    return None
