"""Exports a plane: the sheets that say its rows, in canonical form."""

from collections.abc import Iterator
from dataclasses import dataclass

from atelier_cli import names
from atelier_cli.compiler.lift import applications, lift_sheet, lift_vocabulary, vocabularies
from atelier_cli.errors import NoInputError
from atelier_cli.operations import planes
from atelier_cli.rows.plane import SYSTEM, StoredPlane
from atelier_cli.rows.row_set import RowSet
from atelier_cli.sheet.emit import emit
from atelier_cli.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that an export makes."""

    name: str
    text: str


def export_plane(store: Store, plane: str, application: str | None = None) -> tuple[Exported, ...]:
    """The sheets of a plane (of the system plane, its vocabularies), sorted by name: a pure function of the rows."""
    with store.transaction() as transaction:
        target = planes.get(transaction, plane)
        types = rows_of(transaction.read(SYSTEM))
        rows = types if target.kind == "system" else rows_of(transaction.read(target))
        owners = {
            code for one in transaction.planes() if one.kind != "system" for code in _codes(transaction.read(one))
        }
    files = tuple(_vocabularies(types, frozenset(owners)) if target.kind == "system" else _sheets(rows, types))
    if application is None:
        return files
    chosen = tuple(file for file in files if file.name == application)
    if not chosen:
        known = names.alternatives(file.name for file in files)
        raise NoInputError(f"`{target.key}` has no application `{application}`", f"it has: {known}")
    return chosen


def rows_of(stored: StoredPlane) -> RowSet:
    """The rows of a plane as the store has them, without what the store knows of them."""
    return RowSet(
        {row_class: {address: one.row for address, one in rows.items()} for row_class, rows in stored.rows.items()}
    )


def _codes(stored: StoredPlane) -> list[str]:
    return applications(rows_of(stored))


def _sheets(rows: RowSet, types: RowSet) -> Iterator[Exported]:
    for code in applications(rows):
        yield Exported(code, emit(lift_sheet(rows, types, code)))


def _vocabularies(types: RowSet, owners: frozenset[str]) -> Iterator[Exported]:
    for code in vocabularies(types, owners):
        yield Exported(code, emit(lift_vocabulary(types, code)))
