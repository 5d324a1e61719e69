"""Compares two planes."""

from dataclasses import replace

from atelier_cli.errors import RefusedError
from atelier_cli.operations import planes
from atelier_cli.operations.collector import collection_paused
from atelier_cli.operations.export_plane import rows_of
from atelier_cli.plan.diff import diff
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.plane import SYSTEM, Plane
from atelier_cli.store.protocol import Store


@collection_paused()
def diff_planes(store: Store, left: str, right: str) -> Plan:
    """The plan that would make the left plane say what the right one says."""
    with store.transaction() as transaction:
        known = transaction.planes()
        one, other = (_comparable(planes.get(known, name)) for name in (left, right))
        vocabulary = transaction.read(SYSTEM)
        before = transaction.read(one)
        after = rows_of(transaction.read(other))
    owners = frozenset(stored.row.owner for rows in before.rows.values() for stored in rows.values())
    plan = diff((vocabulary, before), (rows_of(vocabulary), after), owners=owners, prune=True)
    return replace(plan, unchanged=plan.unchanged - len(vocabulary))


def _comparable(plane: Plane) -> Plane:
    if plane.kind == "system":
        raise RefusedError(
            "the system plane holds other rows than a template or a tenant", "name a template or a tenant"
        )
    return plane
