"""Compares two planes."""

from atelier_cli.operations import planes
from atelier_cli.operations.export_plane import rows_of
from atelier_cli.plan.diff import diff
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.plane import SYSTEM
from atelier_cli.rows.row_set import RowSet
from atelier_cli.store.protocol import Store


def diff_planes(store: Store, left: str, right: str) -> Plan:
    """The plan that would make the left plane say what the right one says."""
    with store.transaction() as transaction:
        vocabulary = transaction.read(SYSTEM)
        before = transaction.read(planes.get(transaction, left))
        after = rows_of(transaction.read(planes.get(transaction, right)))
    owners = frozenset(one.row.owner for rows in before.rows.values() for one in rows.values())
    return diff((vocabulary, before), (RowSet({}), after), owners=owners, prune=True)
