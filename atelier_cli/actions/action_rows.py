"""The rows of a tenant's actions: asked for one by one as a submission needs them, or all at once for a listing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from atelier_cli.rows.action import (
    ActionCreate,
    ActionEdit,
    ActionParameter,
    ActionPlacement,
    ActionSideEffect,
    ActionSubmissionCriteria,
    ActionType,
    ApplyRule,
)
from atelier_cli.rows.application import Application
from atelier_cli.rows.plane import Plane, StoredRow
from atelier_cli.rows.row import Address, Row
from atelier_cli.store.protocol import Transaction

#: The classes of an action's branch, as a store gives them.
_BRANCH: tuple[type[Row], ...] = (
    ActionType,
    ActionParameter,
    ActionSubmissionCriteria,
    ActionEdit,
    ActionCreate,
    ActionSideEffect,
    ActionPlacement,
    ApplyRule,
)
_READ: tuple[type[Row], ...] = (Application, *_BRANCH)


class ActionRows(Protocol):
    """What can be asked of the rows."""

    def find(self, row_class: type[Row], **equal: Any) -> tuple[StoredRow, ...]:
        """The rows of a class that have the given values, by address."""
        ...

    def branch(self, action: Address) -> tuple[StoredRow, ...]:
        """The action and all rows below it."""
        ...


@dataclass(frozen=True, slots=True)
class AskedFor:
    """The rows, each asked for when it is needed."""

    transaction: Transaction
    plane: Plane

    def find(self, row_class: type[Row], **equal: Any) -> tuple[StoredRow, ...]:
        return self.transaction.rows(self.plane, row_class, **equal)

    def branch(self, action: Address) -> tuple[StoredRow, ...]:
        return self.transaction.branch(self.plane, ActionType, action)


@dataclass(frozen=True, slots=True)
class ReadAtOnce:
    """The rows of all actions, read with one question for each class."""

    rows: Mapping[type[Row], tuple[StoredRow, ...]]
    branches: Mapping[Address, tuple[StoredRow, ...]]

    def find(self, row_class: type[Row], **equal: Any) -> tuple[StoredRow, ...]:
        found = self.rows[row_class]
        return tuple(one for one in found if all(getattr(one.row, name) == value for name, value in equal.items()))

    def branch(self, action: Address) -> tuple[StoredRow, ...]:
        return self.branches.get(action, ())


def read_at_once(transaction: Transaction, plane: Plane) -> ReadAtOnce:
    rows = {row_class: transaction.rows(plane, row_class) for row_class in _READ}
    branches: dict[Address, list[StoredRow]] = {}
    for row_class in _BRANCH:
        for one in sorted(rows[row_class], key=lambda stored: (stored.row.order, stored.row.address)):
            branches.setdefault(one.row.address[: len(ActionType.KEY) + 1], []).append(one)
    return ReadAtOnce(rows, {address: tuple(found) for address, found in branches.items()})
