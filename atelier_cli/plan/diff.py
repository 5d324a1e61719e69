"""The difference between the rows that the store has and the rows that the sheets say, as a plan."""

from collections.abc import Iterable

from atelier_cli.plan.apply_rules import apply_rules
from atelier_cli.plan.evolution import breaking_changes
from atelier_cli.plan.match import Match, foreign_keys
from atelier_cli.plan.plan import Change, FieldChange, Plan
from atelier_cli.rows import INSERTION_ORDER
from atelier_cli.rows.content import content, content_hash
from atelier_cli.rows.plane import StoredPlane, StoredRow
from atelier_cli.rows.row import Row, parent_column
from atelier_cli.rows.row_set import RowSet


def diff(
    stored: tuple[StoredPlane, StoredPlane],
    wanted: tuple[RowSet, RowSet],
    *,
    owners: frozenset[str] = frozenset(),
    prune: bool = False,
) -> Plan:
    """The plan that makes two planes (vocabulary, then another) say what the wanted rows say.

    Rows are matched by natural key, and by the former key where a row says that it was renamed; never by id. Rows of
    `owners` (by default, of those who own a wanted row) that are not wanted any more are orphans: with `prune` the plan
    deletes them, else it only names them. Derived rows follow from the rows that stay.
    """
    vocabulary, plane = Match(stored[0]), Match(stored[1])
    authored = [[row for row in rows if not row.DERIVED] for rows in wanted]
    owners = owners or frozenset(row.owner for rows in authored for row in rows)
    for match, rows in zip((vocabulary, plane), authored, strict=True):
        for row in rows:
            match.match(row)
    orphans = [row for match in (vocabulary, plane) for row in _orphans(match, owners)]
    staying = [*authored[1], *(() if prune else (orphan.row for orphan in orphans))]
    derived = tuple(apply_rules(staying))
    for row in derived:
        plane.match(row)
    changes: list[Change] = []
    unchanged = 0
    for match, said in ((vocabulary, authored[0]), (plane, [*authored[1], *derived])):
        found = [change for row in said if (change := _change(row, match, vocabulary)) is not None]
        unchanged += len(said) - len(found)
        changes.extend(found)
    stale = [row for row in _derived(plane, owners) if row.id not in plane.matched]
    deletions = [_deletion(row, plane, vocabulary) for row in (*stale, *(orphans if prune else ()))]
    changes.extend(sorted(deletions, key=lambda change: -INSERTION_ORDER.index(type(change.row))))
    return Plan(
        changes=tuple(changes),
        orphans=() if prune else tuple(orphans),
        unchanged=unchanged,
        diagnostics=(*vocabulary.diagnostics, *plane.diagnostics, *breaking_changes(changes)),
    )


def field_changes(before: Row, after: Row) -> tuple[FieldChange, ...]:
    """What differs between two rows of one class, by field."""
    old, new = content(before), content(after)
    changes = [FieldChange(name, old[name], new[name]) for name in new if old[name] != new[name]]
    if before.owner != after.owner:
        changes.append(FieldChange("owner", before.owner, after.owner))
    return tuple(changes)


def _change(row: Row, match: Match, vocabulary: Match) -> Change | None:
    stored = match.found.get((type(row), row.address))
    hash_ = content_hash(row)
    if stored is not None and stored.content_hash == hash_ and stored.row.owner == row.owner:
        return None
    keys, missing = foreign_keys(row, match, vocabulary)
    match.diagnostics.extend(missing)
    id_ = match.ids[type(row), row.address]
    column = parent_column(type(row))
    if column is not None and row.PARENT is not None:
        keys[column] = match.ids.get((row.PARENT, row.address[: -len(row.KEY)]))
    if stored is not None:
        fields = field_changes(stored.row, row)
        return Change("update", match.stored.plane, row, id_, hash_, keys, stored, fields)
    if row.VERSIONED:
        former, number = _former_version(row, match)
        return Change("add", match.stored.plane, row, id_, hash_, keys, former, number=number)
    return Change("add", match.stored.plane, row, id_, hash_, keys)


def _former_version(row: Row, match: Match) -> tuple[StoredRow | None, int]:
    """The version that is current until now, and the number of the next."""
    parent = row.address[: -len(row.KEY)]
    above = match.found.get((row.PARENT, parent)) if row.PARENT is not None else None
    address = parent if above is None else above.row.address
    versions = [
        stored for stored in match.stored.of(type(row)).values() if stored.row.address[: -len(row.KEY)] == address
    ]
    former = versions[0] if versions else None
    return former, 1 + match.stored.numbers.get((type(row), address), 0)


def _orphans(match: Match, owners: frozenset[str]) -> Iterable[StoredRow]:
    for row_class, rows in match.stored.rows.items():
        if not (
            row_class.DERIVED or row_class.VERSIONED or (row_class.PARENT is not None and row_class.PARENT.VERSIONED)
        ):
            for stored in rows.values():
                if stored.id not in match.matched and stored.row.owner in owners:
                    yield stored


def _derived(match: Match, owners: frozenset[str]) -> Iterable[StoredRow]:
    for row_class, rows in match.stored.rows.items():
        if row_class.DERIVED:
            yield from (stored for stored in rows.values() if stored.row.owner in owners)


def _deletion(stored: StoredRow, plane: Match, vocabulary: Match) -> Change:
    match = vocabulary if stored.row.PLANE == "vocabulary" else plane
    return Change("delete", match.stored.plane, stored.row, stored.id, stored.content_hash, {}, stored)
