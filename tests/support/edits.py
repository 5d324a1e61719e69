"""Changes that tests write by hand, and what they say about stored rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from atelier_cli import names
from atelier_cli.plan.match import Match, foreign_keys
from atelier_cli.plan.plan import Change, Plan
from atelier_cli.rows.content import content_hash
from atelier_cli.rows.flow import Flow, FlowStep, FlowVersion
from atelier_cli.rows.plane import SYSTEM, Plane, StoredPlane, StoredRow
from atelier_cli.rows.row import Row, parent_column
from atelier_cli.rows.row_set import RowSet, row_set
from atelier_cli.store.protocol import Store
from tests.support.rows import (
    TEMPLATE,
)

FLOW = Flow, FlowVersion, FlowStep
#: An id that no row has.
NEW_ID = names.row_id("nowhere", "nothing", [])


@dataclass(frozen=True)
class Edit:
    """A change that a test writes by hand; what it does not say follows from the row."""

    action: Literal["add", "update", "delete"]
    row: Row
    before: StoredRow | None = None
    id: str = ""
    of: Plane = TEMPLATE
    #: Foreign keys that are other than they should be.
    keys: dict[str, str | None] = field(default_factory=dict)


def apply(store: Store, *edits: Edit) -> None:
    with store.transaction(write=True) as transaction:
        plane_, vocabulary = Match(transaction.read(TEMPLATE)), Match(transaction.read(SYSTEM))
        changes = [_change(edit, plane_ if edit.of == TEMPLATE else vocabulary, vocabulary) for edit in edits]
        transaction.apply(Plan(changes=tuple(changes)))


def _change(edit: Edit, match: Match, vocabulary: Match) -> Change:
    row = edit.row
    keys, _ = foreign_keys(row, match, vocabulary)
    parent = parent_column(type(row))
    if parent is not None and row.PARENT is not None:
        keys[parent] = match.ids[row.PARENT, row.address[: -len(row.KEY)]]
    id_ = edit.before.id if edit.before else edit.id
    return Change(edit.action, edit.of, row, id_, content_hash(row), {**keys, **edit.keys}, edit.before)


def apply_plan(store: Store, plan: Plan) -> None:
    with store.transaction(write=True) as transaction:
        transaction.apply(plan)


def flat(stored: StoredPlane) -> list[StoredRow]:
    return [one for rows in stored.rows.values() for one in rows.values()]


def rows_of(stored: StoredPlane) -> list[Row]:
    return [one.row for one in flat(stored)]


def written_out(rows: Iterable[Row]) -> list[str]:
    """The rows as Python writes them: so that 1 and 1.0 differ, and `{a, b}` and `{b, a}`."""
    return sorted(repr(row) for row in rows)


def with_digest(rows: RowSet, digest: str) -> RowSet:
    """The rows with another version of the first flow."""
    version = next(iter(rows.of(FlowVersion)))
    return row_set(
        replace(row, address=(*version[:2], digest, *row.address[3:]), **({"digest": digest} if row.VERSIONED else {}))
        if row.address[:3] == version
        else row
        for row in rows
    )


def of_first_flow(stored: StoredPlane) -> list[StoredRow]:
    """The current version of the first flow, then its steps."""
    first = next(iter(stored.of(Flow)))
    return [one for one in flat(stored) if isinstance(one.row, FlowVersion | FlowStep) and one.row.address[:2] == first]
