"""Matches wanted rows with stored ones by natural key, and gives every wanted row its id."""

from dataclasses import dataclass, field

from atelier_cli import names
from atelier_cli.diagnostics import Diagnostic, Place, Severity
from atelier_cli.rows import ROW_CLASSES
from atelier_cli.rows.plane import StoredPlane, StoredRow
from atelier_cli.rows.row import Address, Row, own_keys, references, row_class_name


@dataclass(slots=True)
class Match:
    """One plane while its changes are worked out."""

    stored: StoredPlane
    #: The id of each row, stored or wanted, by class and address.
    ids: dict[tuple[type[Row], Address], str] = field(default_factory=dict)
    #: The stored row behind a wanted one, by class and wanted address.
    found: dict[tuple[type[Row], Address], StoredRow] = field(default_factory=dict)
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

    def match(self, row: Row) -> None:
        """Finds the stored row that `row` stands for, or computes the id of a new one."""
        row_class = type(row)
        former = self._stored_address(row)
        stored = self.stored.of(row_class).get(former)
        if row.renamed_from is not None:
            stored = self._renamed(row, stored, former)
        if stored is not None:
            self.found[row_class, row.address] = stored
            self.matched.add(stored.id)
            self.ids[row_class, row.address] = stored.id
        else:
            self.ids[row_class, row.address] = self._new_id(row)

    def _renamed(self, row: Row, present: StoredRow | None, address: Address) -> StoredRow | None:
        former = (*address[: -len(own_keys(row))], *(row.renamed_from or ())[-len(own_keys(row)) :])
        old = self.stored.of(type(row)).get(former)
        if old is None:
            self._note(
                row, Severity.INFO, "spent-rename", f"`renamed_from: {former[-1]}` has done its work", "remove it"
            )
            return present
        if present is not None:
            message = f"both `{former[-1]}` and `{address[-1]}` exist, so one cannot be renamed to the other"
            self._note(
                row, Severity.ERROR, "conflicting-rename", message, "delete one of them first, or remove `renamed_from`"
            )
            return present
        return old

    def _stored_address(self, row: Row) -> Address:
        """The row's address in terms of the keys that its parents, and the rows its key names, have in the store."""
        parent = row.PARENT
        own = own_keys(row)
        above = row.address[: -len(own)]
        if parent is not None and (former := self.found.get((parent, above))) is not None:
            above = former.row.address
        return (*above, *own)

    def _new_id(self, row: Row) -> str:
        salt = 1
        while (id_ := names.row_id(self.stored.plane.key, row_class_name(type(row)), row.address, salt)) in self.taken:
            salt += 1
        self.taken.add(id_)
        return id_

    def _note(self, row: Row, severity: Severity, rule: str, message: str, remedy: str) -> None:
        self.diagnostics.append(Diagnostic(rule, severity, message, place_of(row), help=remedy))


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
    return int(step) if step.isdigit() else step.replace("~1", "/").replace("~0", "~")
