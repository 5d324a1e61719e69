"""Counts the plans: those that change a plane, and those that touch an action, or another row that is counted."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, select, update

from atelier_cli.plan.plan import Change, Plan
from atelier_cli.rows.plane import Plane
from atelier_cli.rows.row import Row, parent_column
from atelier_cli.store.driver import KINDS, Driver, statement
from atelier_cli.store.tables import ORG, TABLES

#: The rows that a plan touches: their classes, the ids of their planes, and their own.
Touched = frozenset[tuple[type[Row], str, str]]

_REVISION = {kind: statement(select(ORG.c.revision).where(ORG.c.id == bindparam("org")), kind) for kind in KINDS}
#: How many ids one statement looks for.
_AT_ONCE = 500


def revision_of(driver: Driver, plane: Plane) -> int:
    """How often rows of the plane were changed by a plan; 0 of an unknown plane."""
    found = driver.rows(_REVISION[driver.kind], {"org": plane.id})
    return int(found[0][0]) if found else 0


def touched(connection: Connection, changes: Sequence[Change]) -> Touched:
    """The counted rows that the changes touch, themselves or by what belongs to them, but for new ones.

    It has to be asked before the changes are made: a deletion does not say to what its row belongs.
    """
    found = {row for change in changes if (row := counted(change)) is not None}
    for row_class, some in deletions(changes).items():
        table, column = TABLES[row_class], parent_column(row_class) or ""
        for start in range(0, len(some), _AT_ONCE):
            ids = [change.id for change in some[start : start + _AT_ONCE]]
            orgs = {change.plane.id for change in some[start : start + _AT_ONCE]}
            above = select(table.c.org_id, table.c[column]).where(table.c.org_id.in_(orgs), table.c.id.in_(ids))
            parent = row_class.PARENT or row_class
            found.update((parent, org, id_) for org, id_ in connection.execute(above))
    return frozenset(found) - added(changes)


def counted(change: Change) -> tuple[type[Row], str, str] | None:
    """The counted row that a change touches, as far as the change says it: not where what belongs to it is deleted."""
    row_class = type(change.row)
    if row_class.COUNTED:
        return row_class, change.plane.id, change.id
    parent, column = row_class.PARENT, parent_column(row_class)
    if parent is not None and parent.COUNTED and column is not None and change.action != "delete":
        return parent, change.plane.id, change.foreign_keys[column] or ""
    return None


def added(changes: Iterable[Change]) -> Touched:
    """The counted rows that are new: to add them is what they are counted from."""
    new = (change for change in changes if change.action == "add" and type(change.row).COUNTED)
    return frozenset((type(change.row), change.plane.id, change.id) for change in new)


def planes(plan: Plan) -> set[str]:
    """The ids of the planes whose rows a plan changes."""
    return {change.plane.id for change in plan.changes} | {copy.target.id for copy in plan.copies}


def count_up(connection: Connection, plan: Plan, rows: Touched) -> None:
    """Counts the plan up in the planes that it changes, and in the rows that it touches, if they are still there."""
    changed = [{"of_id": org} for org in sorted(planes(plan))]
    if changed:
        connection.execute(_REVISED, changed)
    for row_class, statement_ in _TOUCHED.items():
        of_class = [{"of_org": org, "of_id": id_} for one, org, id_ in sorted(rows, key=_key) if one is row_class]
        if of_class:
            connection.execute(statement_, of_class)


def _key(row: tuple[type[Row], str, str]) -> tuple[str, str]:
    return row[1:]


def deletions(changes: Iterable[Change]) -> dict[type[Row], list[Change]]:
    """The deletions of what belongs to counted rows, by class."""
    found: dict[type[Row], list[Change]] = {}
    for change in changes:
        parent = change.row.PARENT
        if change.action == "delete" and parent is not None and parent.COUNTED:
            found.setdefault(type(change.row), []).append(change)
    return found


_REVISED = update(ORG).where(ORG.c.id == bindparam("of_id")).values(revision=ORG.c.revision + 1)
_TOUCHED = {
    row_class: update(table)
    .where(table.c.org_id == bindparam("of_org"), table.c.id == bindparam("of_id"))
    .values(version=table.c.version + 1)
    for row_class, table in TABLES.items()
    if row_class.COUNTED
}
