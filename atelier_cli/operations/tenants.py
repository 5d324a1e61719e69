"""Lists, creates and shows tenants."""

from dataclasses import dataclass

from atelier_cli.operations import planes
from atelier_cli.operations.fork_plane import new_tenant
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.application import Application
from atelier_cli.rows.plane import SYSTEM, Plane
from atelier_cli.rows.row import row_class_name
from atelier_cli.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Shown:
    """What a plane holds."""

    plane: Plane
    #: How many rows of each class, by the class's name.
    counts: dict[str, int]
    applications: tuple[str, ...]


def list_planes(store: Store) -> tuple[Plane, ...]:
    """All planes but the system's, templates first."""
    with store.transaction() as transaction:
        found = [plane for plane in transaction.planes() if plane.kind != "system"]
    return tuple(sorted(found, key=lambda plane: (plane.kind, plane.key)))


def create_tenant(store: Store, name: str) -> Plane:
    """The new tenant; raises `RefusedError` where a plane has that name already."""
    with store.transaction(write=True) as transaction:
        known = transaction.planes()
        tenant = new_tenant(known, name)
        transaction.apply(Plan(planes=(*planes.missing(known, SYSTEM), tenant)))
        return tenant


def show(store: Store, name: str) -> Shown:
    """What the plane of that name holds."""
    with store.transaction() as transaction:
        plane = planes.get(transaction.planes(), name)
        stored = transaction.read(plane)
    counts = {row_class_name(row_class): len(rows) for row_class, rows in stored.rows.items() if rows}
    return Shown(plane, counts, tuple(sorted(address[0] for address in stored.of(Application))))
