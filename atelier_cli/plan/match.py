"""Matches wanted rows with stored ones by natural key, and gives every wanted row its id."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from atelier_cli import names
from atelier_cli.diagnostics import Diagnostic, Edit, Fix, Place, Severity
from atelier_cli.rows import ROW_CLASSES
from atelier_cli.rows.plane import StoredPlane, StoredRow
from atelier_cli.rows.row import Address, Row, own_keys, references, row_class_name


@dataclass(slots=True)
class Match:
    """One plane while its changes are worked out."""

    stored: StoredPlane
    #: The vocabulary plane, where this is another.
    vocabulary: "Match | None" = None
    #: The id of each row, stored or wanted, by class and address.
    ids: dict[tuple[type[Row], Address], str] = field(default_factory=dict)
    #: The stored row behind a wanted one, by class and wanted address.
    found: dict[tuple[type[Row], Address], StoredRow] = field(default_factory=dict)
    #: The wanted address of a stored row whose address changes, by class and stored address.
    moved: dict[tuple[type[Row], Address], Address] = field(default_factory=dict)
    #: The ids of the stored rows that a wanted row stands for.
    matched: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.taken.update(self.stored.superseded)
        for row_class, rows in self.stored.rows.items():
            for address, stored in rows.items():
                self.ids[row_class, address] = stored.id
                self.taken.add(stored.id)

    def match(self, rows: Iterable[Row]) -> None:
        """Finds the stored row that each row stands for, or computes the id of a new one.

        The rows of a class stand together, each class after that of its parent.
        """
        for row_class, group in groupby(rows, type):
            self._match_class(row_class, list(group))

    def keep(self, stored: StoredRow) -> Row:
        """The stored row, which no wanted row stands for, as the keys of others make it after the change."""
        row, where = stored.row, self.vocabulary
        above = row.address[: -len(row.KEY)]
        if row.PARENT is not None:
            above = self.moved.get((row.PARENT, above), above)
        named: dict[str, Any] = {
            one.name: where.moved[target, (getattr(row, one.name),)][-1]
            for one in references(type(row))
            if where is not None and ((target := ROW_CLASSES[one.target]), (getattr(row, one.name),)) in where.moved
        }
        keys = (named.get(name, key) for name, key in zip(row.KEY, own_keys(row), strict=True))
        kept = replace(row, address=(*above, *keys), **named)
        if kept.address != row.address:
            self.moved[type(row), row.address] = kept.address
        self.ids[type(row), kept.address] = stored.id
        self.found[type(row), kept.address] = stored
        return kept

    def _match_class(self, row_class: type[Row], rows: list[Row]) -> None:
        there = self.stored.of(row_class)
        for row in rows:
            address = self._stored_address(row)
            stored = None if address is None else there.get(address)
            if address is not None and row.renamed_from is not None:
                stored = self._renamed(row, stored, there.get((*address[:-1], row.renamed_from[-1])))
            if stored is None:
                self.ids[row_class, row.address] = self._new_id(row)
            else:
                self._stands_for(row, stored)

    def _stands_for(self, row: Row, stored: StoredRow) -> None:
        key = type(row), row.address
        self.found[key] = stored
        self.matched.add(stored.id)
        self.ids[key] = stored.id
        if stored.row.address != row.address:
            self.moved[type(row), stored.row.address] = row.address

    def _renamed(self, row: Row, present: StoredRow | None, former: StoredRow | None) -> StoredRow | None:
        """The stored row behind one that was renamed: `present` has its key, `former` the key that it had.

        No other wanted row has the former key: the sheet would be refused.
        """
        old, new = (row.renamed_from or ("",))[-1], row.address[-1]
        if old == new:  # the sheet itself shows that this says nothing
            return present
        if former is None:
            message = f"`renamed_from: {old}` has no effect any more"
            self._note(row, Severity.INFO, "spent-rename", message, "remove it", fixes=_without_rename(row))
            return present
        if present is not None:
            message = f"both `{old}` and `{new}` exist, so one cannot be renamed to the other"
            remedy = "delete one of them first, or remove `renamed_from`"
            self._note(row, Severity.ERROR, "conflicting-rename", message, remedy)
            return present
        return former

    def _stored_address(self, row: Row) -> Address | None:
        """The row's address in terms of the keys that its parents, and the rows its key names, have in the store.

        None where its parent is new. The last key is the row's own where it says itself what it was renamed from.
        """
        parent = row.PARENT
        above = row.address[: -len(row.KEY)]
        if parent is not None:
            former = self.found.get((parent, above))
            if former is None:
                return None
            above = former.row.address
        return (*above, *self._stored_keys(row))

    def _stored_keys(self, row: Row) -> Address:
        keys = own_keys(row)
        where = self.vocabulary
        if where is None or not where.moved:
            return keys
        targets = {one.name: ROW_CLASSES[one.target] for one in references(type(row)) if one.name in row.KEY}
        last = len(keys) - 1 if row.renamed_from is not None else len(keys)
        return tuple(
            where.found[targets[name], (key,)].row.address[-1]
            if name in targets and i < last and (targets[name], (key,)) in where.found
            else key
            for i, (name, key) in enumerate(zip(row.KEY, keys, strict=True))
        )

    def _new_id(self, row: Row) -> str:
        salt = 1
        while (id_ := names.row_id(self.stored.plane.key, row_class_name(type(row)), row.address, salt)) in self.taken:
            salt += 1
        self.taken.add(id_)
        return id_

    def _note(
        self, row: Row, severity: Severity, rule: str, message: str, remedy: str, *, fixes: tuple[Fix, ...] = ()
    ) -> None:
        """Notes a finding; not again where it was noted of a row of the vocabulary that the same item wrote."""
        found = Diagnostic(rule, severity, message, _item_of(row), help=remedy, fixes=fixes)
        if self.vocabulary is None or found not in self.vocabulary.diagnostics:
            self.diagnostics.append(found)


def _item_of(row: Row) -> Place:
    """Where the item stands that the row was written as: an entity type is named beside its `schema`."""
    place = place_of(row)
    return Place(place.source, place.path[:-1]) if place.path[-1:] == ("schema",) else place


def _without_rename(row: Row) -> tuple[Fix, ...]:
    """The fix that removes `renamed_from`, where the row was written in a text."""
    if row.source is None:
        return ()
    place = _item_of(row)
    edit = Edit(Place(place.source, (*place.path, "renamed_from"), "key"), None)
    return (Fix("remove `renamed_from`", safe=True, edits=(edit,)),)


def place_of(row: Row) -> Place:
    """Where the row was written; of a row without a text, its address."""
    if row.source is None:
        return Place(f"{row_class_name(type(row))} {'/'.join(row.address)}")
    path = tuple(_step(step) for step in row.source.pointer.split("/")[1:])
    return Place(row.source.file, path)


def foreign_keys(row: Row, plane: Match, vocabulary: Match) -> tuple[dict[str, str | None], list[Diagnostic]]:
    """The ids that the row's references get by column name, and a finding for each row that is nowhere."""
    ids: dict[str, str | None] = {}
    missing: list[Diagnostic] = []
    for reference in references(type(row)):
        target, address = ROW_CLASSES[reference.target], reference.address(row)
        where = vocabulary if target.PLANE == "vocabulary" else plane
        ids[reference.column] = None if address is None else where.ids.get((target, address))
        if address is not None and ids[reference.column] is None:
            missing.append(
                Diagnostic(
                    "not-imported",
                    Severity.ERROR,
                    f"the {reference.target.replace('_', ' ')} `{address[-1]}` is not in the database",
                    place_of(row),
                    help="import the file that declares it too",
                )
            )
    return ids, missing


def _step(step: str) -> str | int:
    return int(step) if step.isascii() and step.isdigit() else step.replace("~1", "/").replace("~0", "~")
