"""What a store is: transactions over planes. Behind it stand memory, SQLite and PostgreSQL."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar

from atelier_cli.plan.plan import Copy, Plan
from atelier_cli.rows.plane import Plane, StoredPlane, StoredRow
from atelier_cli.rows.record import Key, Record
from atelier_cli.rows.row import Address, Row

RecordT = TypeVar("RecordT", bound=Record)

#: What came of following a path: where nobody can tell within the budget, nobody may take it for reached.
Verdict = Literal["reached", "unreached", "exhausted"]


@dataclass(frozen=True, slots=True)
class Hop:
    """One step along relations: from where they are declared to what they lead to, or back."""

    #: The ids of the relations that may be followed: of a relation that types inherit, it is one.
    relationship_ids: tuple[str, ...]
    forward: bool


@dataclass(frozen=True, slots=True)
class AtMost:
    """In the place of a value to look for: that value or a lesser one, such as all that is due by now."""

    value: Any


class Transaction(Protocol):
    """One transaction: what it writes is all or nothing, and one that only reads sees one moment."""

    def planes(self) -> tuple[Plane, ...]:
        """All planes, by key."""
        ...

    def read(self, plane: Plane) -> StoredPlane:
        """All current rows of a plane, with one SELECT a table; an unknown plane is empty.

        The rows of a class are sorted by address. They equal those that were written, but for `renamed_from`, which
        says what to do and not what is.
        """
        ...

    def revision_of(self, plane: Plane) -> int:
        """How often rows of the plane were changed by a plan or a copy; 0 of an unknown plane."""
        ...

    def branch(self, plane: Plane, row_class: type[Row], address: Address) -> tuple[StoredRow, ...]:
        """The row at the address and every current row below it; nothing where there is none.

        They are in insertion order, those of a class by `order` and then by address.
        """
        ...

    def rows(self, plane: Plane, row_class: type[Row], **equal: Any) -> tuple[StoredRow, ...]:
        """The current rows of a class that have the given values, by address.

        A value is compared with the field of that name, with the key of the row that a reference of that name names,
        or with the last key of the row above of the class of that name: `rows(plane, ApplicationSetting,
        application="permits")`. A list, tuple or set allows each of its values.
        """
        ...

    def get(
        self, plane: Plane, record_class: type[RecordT], keys: Collection[Key], *, lock: bool = False
    ) -> dict[Key, RecordT]:
        """The records of those keys, as far as they are there.

        With `lock` nobody else changes or locks them until the transaction ends: two that lock the same record wait for
        each other, and the second sees what the first wrote. They are locked in the order of their keys.
        """
        ...

    def find(
        self,
        plane: Plane,
        record_class: type[RecordT],
        where: Mapping[str, Any],
        *,
        order: Sequence[str] = (),
        after: Key | None = None,
        limit: int | None = None,
    ) -> list[RecordT]:
        """The records that have the given values, in the order of those columns and at last of their keys.

        A list, tuple or set allows each of its values, `AtMost` every lesser one, and None stands for nothing. A column
        named with a leading hyphen orders from the greatest down; nothing comes before everything else. Only what
        follows the record of the key `after` is found; raises `RefusedError` where that record has gone.
        """
        ...

    def reach(self, plane: Plane, start: str, path: Sequence[Hop], target: str, budget: int) -> Verdict:
        """Whether the target can be reached from the start along the path, hop by hop, each in its turn.

        The entities on the way are counted, each once a hop, the start among them and what the last hop leads to not:
        where there are more than `budget`, the answer is `exhausted`.
        """
        ...

    def count(self, copy: Copy) -> int:
        """How many rows the copy would make: counted by the statement that would make them."""
        ...

    def savepoint(self) -> AbstractContextManager[None]:
        """A part of the transaction of which nothing is kept when its block raises; the transaction goes on."""
        ...

    def apply(self, plan: Plan) -> None:
        """Performs the plan: its planes, its changes in an order that suits the database, its copies, its mutations.

        Copies and mutations are performed in their order. Raises `ValueError` where the plan's diagnostics hold an
        error or a mutation is none that a record class allows, and `RefusedError` where the store does not have what
        the plan takes for granted: a row that has gone or refers to nothing, a key that is taken, a copy that leaves
        behind what its rows refer to; of a mutation `TakenError` or `StaleError`. Nothing of the plan is kept then.
        """
        ...


class Store(Protocol):
    """A place where rows and records are kept."""

    @property
    def believes_roles(self) -> bool:
        """Whether it is one person's own, who may call themselves what they like."""
        ...

    def transaction(self, *, write: bool = False, shared: bool = False) -> AbstractContextManager[Transaction]:
        """A transaction: committed at the end of the block, rolled back when the block raises.

        Writing transactions follow one another: a second one waits for the lock, then raises `UnavailableError`. Those
        that are `shared` wait for those that are not, and the other way, but for each other only where they lock or
        change the same record; a database that knows no locks of records lets them follow one another too.
        """
        ...

    def close(self) -> None: ...
