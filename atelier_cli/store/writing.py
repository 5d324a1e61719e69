"""Performs the changes of a plan: batched by class, in an order that no foreign key and no unique key minds."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from sqlalchemy import Connection, Table, bindparam, delete, update
from sqlalchemy.exc import IntegrityError

from atelier_cli.plan.plan import Change
from atelier_cli.rows import INSERTION_ORDER
from atelier_cli.rows.content import canonical_json, content
from atelier_cli.rows.row import Row, columns, row_class_name
from atelier_cli.store import refusals, row_values
from atelier_cli.store.row_values import SHAPES, Stamp, Values
from atelier_cli.store.tables import ROW_CONTENT, TABLES, TOMBSTONE

ByClass = dict[type[Row], list[Change]]


class Insertion(Protocol):
    """Inserts rows into a table in the way that suits the database and their number."""

    def __call__(
        self,
        connection: Connection,
        table: Table,
        columns: Sequence[str],
        rows: Sequence[Values],
        *,
        unless_there: bool = False,
    ) -> None: ...


def write_changes(connection: Connection, changes: Sequence[Change], stamp: Stamp, insert: Insertion) -> None:
    """Adds, updates and deletes.

    Rows that get another key, and versions that are current no longer, make way before others take their place; what is
    new is there before anything refers to it; what goes does so last, children before parents.
    """
    added, changed, deleted = (_by_class(changes, action) for action in ("add", "update", "delete"))
    for row_class, versions in added.items():
        if row_class.VERSIONED:
            _supersede(connection, row_class, versions)
    for row_class, updates in changed.items():
        _make_way(connection, row_class, updates)
    for row_class, additions in added.items():
        with _refusing(additions):
            written = [row_values.inserted(change, stamp) for change in additions]
            insert(connection, TABLES[row_class], SHAPES[row_class].inserted, written)
    for row_class, updates in changed.items():
        names = SHAPES[row_class].updated
        said = [dict(zip(names, row_values.updated(change, stamp), strict=True)) for change in updates]
        _update(connection, row_class, updates, said)
    _keep_contents(connection, [*_of(added), *_of(changed)], insert)
    _leave_tombstones(connection, list(_of(deleted)), stamp, insert)
    for row_class, deletions in reversed(deleted.items()):
        _delete(connection, row_class, deletions)


def _by_class(changes: Sequence[Change], action: str) -> ByClass:
    """The changes of one kind by class, in insertion order."""
    found: ByClass = {row_class: [] for row_class in INSERTION_ORDER}
    for change in changes:
        if change.action == action:
            found[type(change.row)].append(change)
    return {row_class: some for row_class, some in found.items() if some}


def _of(by_class: ByClass) -> Iterator[Change]:
    for changes in by_class.values():
        yield from changes


def _supersede(connection: Connection, row_class: type[Row], versions: list[Change]) -> None:
    former = [change for change in versions if change.before is not None]
    ids = [change.before.id for change in former if change.before is not None]
    _update(connection, row_class, former, [{"is_current": False} for _ in former], ids)


def _make_way(connection: Connection, row_class: type[Row], updates: list[Change]) -> None:
    """Gives rows whose key changes a key that nothing else has, so that keys can be swapped and taken over."""
    texts = {column.name for column in columns(row_class)}
    names = [name for name in row_class.KEY if name in texts]
    renamed = [change for change in updates if _is_renamed(change)] if names else []
    _update(connection, row_class, renamed, [dict.fromkeys(names, change.id) for change in renamed])


def _is_renamed(change: Change) -> bool:
    before = change.before
    return before is not None and any(getattr(before.row, name) != getattr(change.row, name) for name in change.row.KEY)


def _update(
    connection: Connection,
    row_class: type[Row],
    changes: list[Change],
    said: list[dict[str, Any]],
    ids: list[str] | None = None,
) -> None:
    """Sets columns of the rows that the changes name, or of those with the given ids in their planes."""
    if not changes:
        return
    table = TABLES[row_class]
    wanted = update(table).where(table.c.org_id == bindparam("of_org"), table.c.id == bindparam("of_id"))
    where = zip(changes, ids or [change.id for change in changes], strict=True)
    values = [{"of_org": change.plane.id, "of_id": id_, **new} for (change, id_), new in zip(where, said, strict=True)]
    with _refusing(changes):
        if connection.execute(wanted, values).rowcount != len(changes):
            raise refusals.cannot(changes, refusals.MOVED)


def _delete(connection: Connection, row_class: type[Row], changes: list[Change]) -> None:
    table = TABLES[row_class]
    unwanted = delete(table).where(table.c.org_id == bindparam("of_org"), table.c.id == bindparam("of_id"))
    with _refusing(changes):
        values = [{"of_org": change.plane.id, "of_id": change.id} for change in changes]
        if connection.execute(unwanted, values).rowcount != len(changes):
            raise refusals.cannot(changes, refusals.MOVED)


def _keep_contents(connection: Connection, changes: list[Change], insert: Insertion) -> None:
    kept = {(change.plane.id, change.content_hash): change.row for change in changes if change.plane.kind == "template"}
    written = [(*key, canonical_json(content(row))) for key, row in kept.items()]
    insert(connection, ROW_CONTENT, ("org_id", "content_hash", "content"), written, unless_there=True)


def _leave_tombstones(connection: Connection, changes: list[Change], stamp: Stamp, insert: Insertion) -> None:
    written = [
        (change.plane.id, row_class_name(type(change.row)), before.lineage_id, before.base_hash, stamp.instant)
        for change in changes
        if (before := change.before) is not None and before.lineage_id is not None
    ]
    names = ("org_id", "row_class", "lineage_id", "base_hash", "created_at")
    insert(connection, TOMBSTONE, names, written, unless_there=True)


@contextmanager
def _refusing(changes: list[Change]) -> Iterator[None]:
    """Turns what the database's constraints refuse into a refusal that names the rows."""
    try:
        yield
    except IntegrityError as error:
        raise refusals.cannot(changes, _reason(error, changes[0])) from error


def _reason(error: IntegrityError, change: Change) -> str:
    names = (getattr(error.orig, "sqlite_errorname", None), getattr(error.orig, "sqlstate", None))
    if names[0] == "SQLITE_CONSTRAINT_FOREIGNKEY" or names[1] == "23503":
        return refusals.IN_USE if change.action == "delete" else refusals.MISSING
    if names[0] in {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"} or names[1] == "23505":
        return refusals.TAKEN
    return str(error.orig).partition("\n")[0]
