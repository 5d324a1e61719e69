"""A store that counts what is asked of it, around any other."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from atelier_cli.plan.plan import Copy, Plan
from atelier_cli.rows.plane import Plane, StoredPlane
from atelier_cli.store.protocol import Store, Transaction


@dataclass
class CountingStore:
    """The other store, with a count of the transactions, the planes that are read and the plans that are applied."""

    inner: Store
    counts: Counter[str] = field(default_factory=Counter)

    @contextmanager
    def transaction(self, *, write: bool = False, shared: bool = False) -> Iterator["CountingTransaction"]:
        self.counts["write transactions" if write else "read transactions"] += 1
        with self.inner.transaction(write=write, shared=shared) as transaction:
            yield CountingTransaction(transaction, self.counts)

    def close(self) -> None:
        self.inner.close()


@dataclass
class CountingTransaction:
    """One transaction of a store that counts."""

    inner: Transaction
    counts: Counter[str]

    def planes(self) -> tuple[Plane, ...]:
        self.counts["planes"] += 1
        return self.inner.planes()

    def read(self, plane: Plane) -> StoredPlane:
        self.counts[f"read {plane.key}"] += 1
        return self.inner.read(plane)

    def count(self, copy: Copy) -> int:
        self.counts["count"] += 1
        return self.inner.count(copy)

    def apply(self, plan: Plan) -> None:
        self.counts["apply"] += 1
        self.inner.apply(plan)
