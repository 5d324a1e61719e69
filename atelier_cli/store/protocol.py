"""What a store is: transactions over planes. Behind it stand memory, SQLite and PostgreSQL."""

from contextlib import AbstractContextManager
from typing import Protocol

from atelier_cli.plan.plan import Copy, Plan
from atelier_cli.rows.plane import Plane, StoredPlane


class Transaction(Protocol):
    """One transaction: what it reads is one moment, what it writes is all or nothing."""

    def planes(self) -> tuple[Plane, ...]:
        """All planes, by key."""
        ...

    def read(self, plane: Plane) -> StoredPlane:
        """All current rows of a plane, with one SELECT a table; an unknown plane is empty.

        The rows of a class are sorted by address. They equal those that were written, but for `renamed_from`, which
        says what to do and not what is.
        """
        ...

    def count(self, copy: Copy) -> int:
        """How many rows the copy would make: counted by the statement that would make them."""
        ...

    def apply(self, plan: Plan) -> None:
        """Performs the plan: its planes, its changes in an order that suits the database, then its copies in theirs.

        Raises `ValueError` where the plan's diagnostics hold an error, and `RefusedError` where the store does not have
        what the plan takes for granted: a row that has gone or refers to nothing, a key that is taken, a copy that
        leaves behind what its rows refer to; nothing of the plan is kept then.
        """
        ...


class Store(Protocol):
    """A place where rows are kept."""

    def transaction(self, *, write: bool = False) -> AbstractContextManager[Transaction]:
        """A transaction: committed at the end of the block, rolled back when the block raises.

        Writing transactions follow one another: a second one waits for the lock, then raises `UnavailableError`.
        """
        ...

    def close(self) -> None: ...
