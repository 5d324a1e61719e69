"""The store in memory: it forgets everything at the end, and is otherwise like the others."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any

from atelier_cli import names
from atelier_cli.errors import UnavailableError
from atelier_cli.plan.plan import Change, Copy, Plan
from atelier_cli.rows import INSERTION_ORDER
from atelier_cli.rows.entity import EntityLink
from atelier_cli.rows.plane import Plane, StoredPlane, StoredRow
from atelier_cli.rows.record import Key
from atelier_cli.rows.row import Address, Row, parent_column
from atelier_cli.store import kept_ties, memory_records, memory_rows, refusals
from atelier_cli.store.kept import Kept, State
from atelier_cli.store.links import REWIRED
from atelier_cli.store.protocol import Hop, RecordT, Verdict


@dataclass(slots=True)
class MemoryStore:
    """A store that lasts as long as the process."""

    lock_timeout: float = 10.0
    _state: State = field(default_factory=State)
    _writer: Lock = field(default_factory=Lock)

    @property
    def believes_roles(self) -> bool:
        return True

    @contextmanager
    def transaction(
        self,
        *,
        write: bool = False,
        shared: bool = False,  # noqa: ARG002  # whoever writes is alone
    ) -> Iterator["MemoryTransaction"]:
        if not write:
            yield MemoryTransaction(self._state.copy())
            return
        if not self._writer.acquire(timeout=self.lock_timeout):
            raise UnavailableError("memory:// is locked", "another transaction is writing: try again when it has ended")
        try:
            transaction = MemoryTransaction(self._state.copy())
            yield transaction
            self._state = transaction.state
        finally:
            self._writer.release()

    def close(self) -> None:
        self._state = State()


@dataclass(frozen=True, slots=True)
class MemoryTransaction:
    """One transaction, on a copy of what the store had when it began."""

    state: State

    def planes(self) -> tuple[Plane, ...]:
        return tuple(sorted(self.state.planes.values(), key=lambda plane: plane.key))

    def read(self, plane: Plane) -> StoredPlane:
        found = self.state.reads.get(plane.id)
        if found is None or found.plane != plane:
            found = self.state.reads[plane.id] = self._read(plane)
        return found

    def _read(self, plane: Plane) -> StoredPlane:
        rows: dict[type[Row], dict[Address, StoredRow]] = {}
        addresses: dict[str | None, Address] = {}
        superseded: set[str] = set()
        numbers: dict[tuple[type[Row], Address], int] = {}
        for row_class in INSERTION_ORDER:
            found: list[StoredRow] = []
            parent = parent_column(row_class)
            for id_, kept in self.state.rows(plane.id, row_class).items():
                above = addresses.get(kept.keys[parent]) if parent else ()
                if above is not None and kept.stored.number is not None:
                    numbers[row_class, above] = max(kept.stored.number, numbers.get((row_class, above), 0))
                if above is None or not kept.is_current:
                    superseded.add(id_)
                else:
                    found.append(self.state.named(kept, plane.id, above))
            found.sort(key=lambda one: one.row.address)
            if found:
                rows[row_class] = {one.row.address: one for one in found}
            addresses.update((one.id, one.row.address) for one in found)
        return StoredPlane(plane, rows, frozenset(superseded), numbers)

    def revision_of(self, plane: Plane) -> int:
        return self.state.revisions.get(plane.id, 0)

    def branch(self, plane: Plane, row_class: type[Row], address: Address) -> tuple[StoredRow, ...]:
        return memory_rows.branch(self.read(plane), row_class, address)

    def rows(self, plane: Plane, row_class: type[Row], **equal: Any) -> tuple[StoredRow, ...]:
        return memory_rows.rows(self.read(plane), row_class, equal)

    def get(
        self,
        plane: Plane,
        record_class: type[RecordT],
        keys: Collection[Key],
        *,
        lock: bool = False,  # noqa: ARG002  # whoever writes is alone
    ) -> dict[Key, RecordT]:
        return memory_records.get(self.state.records.table(plane.id, record_class), record_class, keys)

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
        table = self.state.records.table(plane.id, record_class)
        return memory_records.find(table, record_class, where, order, after)[:limit]

    def reach(self, plane: Plane, start: str, path: Sequence[Hop], target: str, budget: int) -> Verdict:
        return memory_records.reach(self.state.records.table(plane.id, EntityLink), (start, target), path, budget)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        before = self.state.copy()
        try:
            yield
        except BaseException:
            self.state.become(before)
            raise

    def count(self, copy: Copy) -> int:
        return len(self.state.copied(copy))

    def apply(self, plan: Plan) -> None:
        refusals.check(plan)
        with self.savepoint():
            for plane in plan.planes:
                self.state.planes[plane.id] = plane
            if plan.changes or plan.copies:
                self.state.reads = {}
            touched = self.state.touched(plan.changes)
            for change in plan.changes:
                self._perform(change)
            self.state.check(plan.changes)
            kept_ties.check_rows(self.state, plan.changes)
            kept_ties.carry_values(self.state, plan.changes)
            for copy in plan.copies:
                self._copy(copy)
            self.state.count_up(plan, touched)
            for mutation in plan.mutations:
                kept_ties.perform(self.state, mutation)

    def _perform(self, change: Change) -> None:
        rows = self.state.rows(change.plane.id, type(change.row))
        if change.action == "add" and change.id in rows:
            raise refusals.cannot([change], refusals.TAKEN)
        if change.action != "add" and change.id not in rows:
            raise refusals.cannot([change], refusals.MOVED)
        if change.action == "add":
            if change.before is not None:
                rows[change.before.id] = replace(rows[change.before.id], is_current=False)
            rows[change.id] = Kept.of(change)
        elif change.action == "update":
            rows[change.id] = rows[change.id].updated(change)
        else:
            self.state.remove(change.plane.id, type(change.row), change.id)

    def _copy(self, copy: Copy) -> None:
        """Copies the rows; their ids, and those in their foreign keys, follow from the ids of their origins."""
        links = REWIRED[copy.row_class]
        for kept in self.state.copied(copy):
            keys = {
                column: names.forked_id(copy.target.id, id_) if column in links and id_ is not None else id_
                for column, id_ in kept.keys.items()
            }
            for column, target in links.items():
                if keys[column] is not None and keys[column] not in self.state.rows(copy.target.id, target):
                    raise refusals.leaves(copy, kept.stored.row, target)
            origin = kept.stored
            new = replace(
                origin,
                id=names.forked_id(copy.target.id, origin.id),
                lineage_id=origin.id,
                base_hash=origin.content_hash,
                number=None if origin.number is None else 1,
            )
            self.state.rows(copy.target.id, copy.row_class)[new.id] = Kept(new, keys)
