"""What the store in memory keeps: rows by id, so that what they refer to may get another key."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from atelier_cli.plan.plan import Change, Copy, Plan
from atelier_cli.rows.plane import SYSTEM, Plane, StoredPlane, StoredRow
from atelier_cli.rows.row import Address, Row, columns, own_keys, parent_column, references
from atelier_cli.store import counting, refusals
from atelier_cli.store.counting import Touched
from atelier_cli.store.kept_records import KeptRecords
from atelier_cli.store.links import LINKS, points_into_vocabulary, target_of


@dataclass(frozen=True, slots=True)
class Kept:
    """A row as it is kept."""

    stored: StoredRow
    #: The row's foreign keys, by column.
    keys: dict[str, str | None]
    is_current: bool = True

    @classmethod
    def of(cls, change: Change) -> "Kept":
        """An added row."""
        number = change.number if change.row.VERSIONED else None
        version = 1 if change.row.COUNTED else None
        stored = StoredRow(change.id, _as_json(change.row), change.content_hash, number=number, version=version)
        return cls(stored, dict(change.foreign_keys))

    def updated(self, change: Change) -> "Kept":
        said = replace(self.stored, row=_as_json(change.row), content_hash=change.content_hash)
        return replace(self, stored=said, keys=dict(change.foreign_keys))


@dataclass(slots=True)
class State:
    """All that a store in memory has at one moment."""

    planes: dict[str, Plane] = field(default_factory=dict)
    #: The rows by the plane's id and the class, then by their own id.
    tables: dict[tuple[str, type[Row]], dict[str, Kept]] = field(default_factory=dict)
    #: How often the rows of each plane were changed, by the plane's id.
    revisions: dict[str, int] = field(default_factory=dict)
    records: KeptRecords = field(default_factory=KeptRecords)
    #: Planes as they were read of these rows, by id: shared by copies until one of them changes a row.
    reads: dict[str, StoredPlane] = field(default_factory=dict)

    def copy(self) -> "State":
        tables = {key: dict(rows) for key, rows in self.tables.items()}
        return State(dict(self.planes), tables, dict(self.revisions), self.records.copy(), self.reads)

    def become(self, other: "State") -> None:
        """Takes over all that the other one has."""
        self.planes, self.tables = other.planes, other.tables
        self.revisions, self.records, self.reads = other.revisions, other.records, other.reads

    def rows(self, org: str, row_class: type[Row]) -> dict[str, Kept]:
        return self.tables.setdefault((org, row_class), {})

    def target(self, org: str, row_class: type[Row], column: str) -> dict[str, Kept]:
        """The rows that a foreign key may point at."""
        there = LINKS[row_class][column]
        return self.rows(SYSTEM.id if points_into_vocabulary(row_class, there) else org, there)

    def named(self, kept: Kept, org: str, above: Address) -> StoredRow:
        """The row with its address, and with the keys that the rows it refers to have now."""
        row = kept.stored.row
        said: dict[str, Any] = {}
        for reference in references(type(row)):
            id_ = kept.keys[reference.column]
            there = self.target(org, type(row), reference.column)
            said[reference.name] = None if id_ is None else own_keys_of(there[id_], target_of(reference))
        own = (said.get(key, getattr(row, key)) for key in row.KEY)
        return replace(kept.stored, row=replace(row, address=(*above, *own), **said))

    def copied(self, copy: Copy) -> list[Kept]:
        """The rows that a copy takes: of what has versions, the current ones."""
        found = [kept for kept in self.rows(copy.source.id, copy.row_class).values() if kept.is_current]
        parent, column = copy.row_class.PARENT, parent_column(copy.row_class)
        if parent is None or column is None:
            return found
        above = self.rows(copy.source.id, parent)
        return [kept for kept in found if above[kept.keys[column] or ""].is_current]

    def remove(self, org: str, row_class: type[Row], id_: str) -> None:
        """Removes a row, and with it its versions and what belongs to them."""
        del self.rows(org, row_class)[id_]
        for (plane, child), rows in list(self.tables.items()):
            if plane == org and child.PARENT is row_class and (child.VERSIONED or row_class.VERSIONED):
                column = parent_column(child)
                for orphan in [one for one, kept in rows.items() if column and kept.keys[column] == id_]:
                    self.remove(org, child, orphan)

    def count_up(self, plan: Plan, touched: Touched) -> None:
        """Counts the plan up in the planes that it changes, and in the rows that it touches."""
        for org in counting.planes(plan):
            self.revisions[org] = self.revisions.get(org, 0) + 1
        for row_class, org, id_ in touched:
            rows = self.rows(org, row_class)
            if id_ in rows:
                kept = rows[id_]
                rows[id_] = replace(kept, stored=replace(kept.stored, version=(kept.stored.version or 0) + 1))

    def touched(self, changes: Sequence[Change]) -> Touched:
        """The counted rows that the changes touch; to be asked before they are made."""
        found = {row for change in changes if (row := counting.counted(change)) is not None}
        for row_class, deletions in counting.deletions(changes).items():
            parent, column = row_class.PARENT, parent_column(row_class)
            for change in deletions:
                kept = self.rows(change.plane.id, row_class).get(change.id)
                if kept is not None and parent is not None and column is not None:
                    found.add((parent, change.plane.id, kept.keys[column] or ""))
        return frozenset(found) - counting.added(changes)

    def check(self, changes: Sequence[Change]) -> None:
        """Raises what a database's constraints would raise after those changes."""
        by_id = {change.id: change for change in changes}
        for (org, row_class), rows in list(self.tables.items()):
            parent, seen = parent_column(row_class), set()
            for id_, kept in rows.items():
                for column, pointed_at in kept.keys.items():
                    if pointed_at is not None and pointed_at not in self.target(org, row_class, column):
                        deleted = by_id.get(pointed_at)
                        reason = refusals.MISSING if deleted is None else refusals.IN_USE
                        raise refusals.cannot([deleted or by_id[id_]], reason)
                key = (parent and kept.keys[parent], *(own_keys(kept.stored.row)))
                if not kept.is_current:  # of versions, an earlier one may have said the same
                    continue
                if key in seen:
                    raise refusals.cannot([by_id[id_]], refusals.TAKEN)
                seen.add(key)


def own_keys_of(kept: Kept, row_class: type[Row]) -> str:
    """The key that references to the row write."""
    return str(getattr(kept.stored.row, row_class.KEY[-1]))


def _as_json(row: Row) -> Row:
    """The row as a database would give it back: JSON read anew, and nothing said of a former name."""
    read: dict[str, Any] = {}
    for column in columns(type(row)):
        if column.type == "json":
            value = json.loads(json.dumps(getattr(row, column.name), allow_nan=False))
            read[column.name] = tuple(value) if column.unordered else value
    return replace(row, renamed_from=None, **read)
