"""Exports a plane: the sheets that say its rows, in canonical form."""

from collections.abc import Iterable
from dataclasses import dataclass

from atelier_cli import names
from atelier_cli.compiler.lift import lift_sheets, lift_vocabularies
from atelier_cli.errors import NoInputError
from atelier_cli.operations import planes
from atelier_cli.operations.collector import collection_paused
from atelier_cli.rows.plane import SYSTEM, Plane, StoredPlane
from atelier_cli.rows.row_set import RowSet
from atelier_cli.sheet.emit import emit
from atelier_cli.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that an export makes."""

    name: str
    text: str


@collection_paused()
def export_plane(store: Store, plane: str, application: str | None = None) -> tuple[Exported, ...]:
    """The sheets of a plane (of the system plane, its vocabularies), sorted by name: a pure function of the rows."""
    with store.transaction() as transaction:
        target = planes.get(transaction.planes(), plane)
        types = rows_of(transaction.read(SYSTEM))
        rows = types if target.kind == "system" else rows_of(transaction.read(target))
    lifted = dict(lift_vocabularies(types) if target.kind == "system" else lift_sheets(rows, types))
    if application is not None:
        if application not in lifted:
            raise _unknown(application, target, lifted)
        lifted = {application: lifted[application]}
    return tuple(Exported(code, emit(sheet)) for code, sheet in lifted.items())


def rows_of(stored: StoredPlane) -> RowSet:
    """The rows of a plane as the store has them, without what the store knows of them."""
    return RowSet(
        {row_class: {address: one.row for address, one in rows.items()} for row_class, rows in stored.rows.items()}
    )


def _unknown(application: str, plane: Plane, known: Iterable[str]) -> NoInputError:
    what = "vocabulary" if plane.kind == "system" else "application"
    meant = names.suggest(application, known)
    remedy = f"did you mean `{meant}`?" if meant else f"it has: {names.alternatives(known) or 'none yet'}"
    return NoInputError(f"`{plane.key}` has no {what} `{application}`", remedy)
