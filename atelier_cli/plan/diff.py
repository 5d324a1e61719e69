"""The difference between the rows that the store has and the rows that the sheets say, as a plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.plan.apply_rules import apply_rules
from atelier_cli.plan.evolution import breaking_changes
from atelier_cli.plan.match import Match, foreign_keys, place_of
from atelier_cli.plan.plan import Change, FieldChange, Plan
from atelier_cli.rows import INSERTION_ORDER
from atelier_cli.rows.content import canonical_json, content, content_hash
from atelier_cli.rows.plane import StoredPlane, StoredRow
from atelier_cli.rows.row import Address, Row, parent_column, row_class_name
from atelier_cli.rows.row_set import RowSet

_PLACES = {row_class: place for place, row_class in enumerate(INSERTION_ORDER)}


def diff(
    stored: tuple[StoredPlane, StoredPlane],
    wanted: tuple[RowSet, RowSet],
    *,
    owners: frozenset[str] = frozenset(),
    project: frozenset[str] | None = None,
    prune: bool = False,
) -> Plan:
    """The plan that makes two planes (vocabulary, then another) say what the wanted rows say.

    Rows are matched by natural key, and by the former key where a row says that it was renamed; never by id. Rows of
    `owners` (by default, of those who own a wanted row) that are not wanted any more are orphans: with `prune` the plan
    deletes them, else it only names them. Derived rows follow from the rows that stay. A row that belongs to none of
    `project` (by default, to anybody) is not taken over.
    """
    vocabulary = Match(stored[0])
    plane = Match(stored[1], vocabulary)
    authored = [[row for row in rows if not row.DERIVED] for rows in wanted]
    owners = owners or frozenset(row.owner for rows in authored for row in rows)
    for match, rows in zip((vocabulary, plane), authored, strict=True):
        match.match(rows)
    orphans = [(match, row) for match in (vocabulary, plane) for row in _orphans(match, owners)]
    kept = () if prune else tuple(match.keep(row) for match, row in orphans)
    derived = tuple(apply_rules((*authored[1], *kept)))
    plane.match(derived)
    changes: list[Change] = []
    unchanged = 0
    for match, said in ((vocabulary, authored[0]), (plane, [*authored[1], *derived])):
        found = list(_Changes(match, vocabulary, project).of(said))
        unchanged += len(said) - len(found)
        changes.extend(found)
    stale = [(plane, row) for row in _derived(plane, owners) if row.id not in plane.matched]
    deletions = [_deletion(match, row) for match, row in (*stale, *(orphans if prune else ()))]
    changes.extend(sorted(deletions, key=lambda change: -_PLACES[type(change.row)]))
    return Plan(
        changes=tuple(changes),
        orphans=() if prune else tuple(row for _, row in orphans),
        unchanged=unchanged,
        diagnostics=(*vocabulary.diagnostics, *plane.diagnostics, *breaking_changes(changes)),
    )


def field_changes(before: Row, after: Row) -> tuple[FieldChange, ...]:
    """What differs between two rows of one class, by field; `1` and `1.0` differ, as do `1` and `true`."""
    old, new = content(before), content(after)
    changes = [
        FieldChange(name, old[name], new[name])
        for name in new
        if canonical_json(old[name]) != canonical_json(new[name])
    ]
    if before.owner != after.owner:
        changes.append(FieldChange("owner", before.owner, after.owner))
    return tuple(changes)


@dataclass(frozen=True, slots=True)
class _Changes:
    """Works out the changes of one plane."""

    match: Match
    vocabulary: Match
    project: frozenset[str] | None
    #: The current version under each parent, by class and the parent's stored address: worked out when it is needed.
    _current: dict[type[Row], dict[Address, StoredRow]] = field(default_factory=dict)

    def of(self, rows: Iterable[Row]) -> Iterator[Change]:
        for row in rows:
            change = self._change(row)
            if change is not None:
                yield change

    def _change(self, row: Row) -> Change | None:
        row_class, match = type(row), self.match
        stored = match.found.get((row_class, row.address))
        hash_ = content_hash(row)
        if stored is not None and stored.content_hash == hash_ and stored.row.owner == row.owner:
            return None
        fields = () if stored is None else field_changes(stored.row, row)
        if stored is not None and not fields:  # what it refers to was renamed since: only the hash is an old one
            return None
        keys, findings = foreign_keys(row, match, self.vocabulary)
        match.diagnostics.extend(findings)
        id_ = match.ids[row_class, row.address]
        column = parent_column(row_class)
        if column is not None and row.PARENT is not None:
            keys[column] = match.ids[row.PARENT, row.address[: -len(row.KEY)]]
        if stored is not None:
            match.diagnostics.extend(self._taken_over(row, stored))
            return Change("update", match.stored.plane, row, id_, hash_, keys, stored, fields)
        if row.VERSIONED:
            former, number = self._former_version(row)
            return Change("add", match.stored.plane, row, id_, hash_, keys, former, number=number)
        return Change("add", match.stored.plane, row, id_, hash_, keys)

    def _former_version(self, row: Row) -> tuple[StoredRow | None, int]:
        """The version that is current until now, and the number of the next."""
        row_class, parent = type(row), row.address[: -len(row.KEY)]
        above = self.match.found.get((row.PARENT, parent)) if row.PARENT is not None else None
        if above is None:
            return None, 1
        if row_class not in self._current:
            self._current[row_class] = {
                address[: -len(row.KEY)]: stored for address, stored in self.match.stored.of(row_class).items()
            }
        address = above.row.address
        return self._current[row_class].get(address), 1 + self.match.stored.numbers.get((row_class, address), 0)

    def _taken_over(self, row: Row, stored: StoredRow) -> Iterator[Diagnostic]:
        """A finding where the row belongs to a file that this project does not have; its members follow it."""
        owner = stored.row.owner
        if self.project is not None and owner not in self.project and row.PARENT is None:
            what = f"{row_class_name(type(row)).replace('_', ' ')} `{row.address[-1]}`"
            yield Diagnostic(
                "foreign-owner",
                Severity.ERROR,
                f"the {what} belongs to `{owner}`, which is not in this project",
                place_of(row),
                help=f"choose another name, or import it together with the file of `{owner}`",
            )


def _orphans(match: Match, owners: frozenset[str]) -> Iterator[StoredRow]:
    """The rows of `owners` that no wanted row stands for, parents first; versions come and go with what they are of."""
    for row_class in INSERTION_ORDER:
        if not (
            row_class.DERIVED or row_class.VERSIONED or (row_class.PARENT is not None and row_class.PARENT.VERSIONED)
        ):
            for stored in match.stored.of(row_class).values():
                if stored.id not in match.matched and stored.row.owner in owners:
                    yield stored


def _derived(match: Match, owners: frozenset[str]) -> Iterator[StoredRow]:
    for row_class, rows in match.stored.rows.items():
        if row_class.DERIVED:
            yield from (stored for stored in rows.values() if stored.row.owner in owners)


def _deletion(match: Match, stored: StoredRow) -> Change:
    return Change("delete", match.stored.plane, stored.row, stored.id, stored.content_hash, {}, stored)
