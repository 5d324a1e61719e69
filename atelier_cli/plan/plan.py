"""The plan: everything that will change the store. A dry run prints it, otherwise the store applies it."""

from dataclasses import dataclass
from typing import Any, Literal

from atelier_cli.diagnostics import Diagnostic
from atelier_cli.plan.mutation import Mutation
from atelier_cli.rows.plane import Plane, StoredRow
from atelier_cli.rows.row import Row


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a row, before and after."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """A row to add, to update, or to delete, with all that the store needs to do it."""

    action: Literal["add", "update", "delete"]
    plane: Plane
    #: The row as it is to be; of a deletion, as it is.
    row: Row
    id: str
    content_hash: str
    #: The ids that the row's foreign keys get, by column name; None for a reference that names nothing.
    foreign_keys: dict[str, str | None]
    #: The row as the store has it; None for an addition.
    before: StoredRow | None = None
    #: Of an update: what differs.
    fields: tuple[FieldChange, ...] = ()
    #: Of an added version: its number. The version that was current until now stops being so.
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """All rows of a class, to be copied from one plane to another with their foreign keys rewired."""

    row_class: type[Row]
    source: Plane
    target: Plane


@dataclass(frozen=True, slots=True)
class Plan:
    """What will change, in the order in which it is applied."""

    #: Planes to create, or to mark as forked, first.
    planes: tuple[Plane, ...] = ()
    changes: tuple[Change, ...] = ()
    copies: tuple[Copy, ...] = ()
    #: What becomes of records: in this order.
    mutations: tuple[Mutation, ...] = ()
    #: Rows of the same owners that no sheet has any more: kept, and reported.
    orphans: tuple[StoredRow, ...] = ()
    #: How many rows are as they should be.
    unchanged: int = 0
    #: What only the store could know; an error among them forbids applying.
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.planes or self.changes or self.copies or self.mutations)
