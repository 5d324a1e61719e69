"""The store in a database that speaks SQL: what SQLite and PostgreSQL have in common."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, PoolProxiedConnection, select, update

from atelier_cli import names
from atelier_cli.clock import Clock
from atelier_cli.plan.plan import Copy, Plan
from atelier_cli.rows.plane import Plane, StoredPlane, StoredRow
from atelier_cli.rows.record import Key
from atelier_cli.rows.row import Address, Row
from atelier_cli.store import branches, copying, counting, finding, migrate, mutating, reaching, refusals, renaming
from atelier_cli.store.analyze import Analyze
from atelier_cli.store.driver import KINDS, Driver, Kind, statement
from atelier_cli.store.failures import own_failures
from atelier_cli.store.protocol import Hop, RecordT, Verdict
from atelier_cli.store.reading import read_plane
from atelier_cli.store.row_values import Stamp
from atelier_cli.store.tables import ORG, TABLES
from atelier_cli.store.writing import Insertion, write_changes

#: From how many new rows of a table its statistics are made anew: without, joins over a fresh tenant are planned badly.
ANALYZE_FROM = 1_000


class Begin(Protocol):
    """Begins a transaction on a connection of the driver; one that writes waits for its turn here."""

    def __call__(self, connection: Any, *, write: bool, shared: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class SqlStore:
    """A store in one database, with what is particular to its kind."""

    engine: Engine
    #: What a person may see of the database's URL.
    database: str
    clock: Clock
    author: str | None
    begin: Begin
    insert: Insertion
    kind: Kind

    @property
    def believes_roles(self) -> bool:
        return self.kind == "sqlite"

    @contextmanager
    def transaction(self, *, write: bool = False, shared: bool = False) -> Iterator["SqlTransaction"]:
        with own_failures(self.database):
            pooled = self.engine.raw_connection()
        try:
            driver = Driver(pooled.dbapi_connection, self.kind, self.database)
            with own_failures(self.database):
                self.begin(driver.connection, write=write, shared=shared)
            try:
                yield SqlTransaction(self, driver, pooled)
            except BaseException:
                with own_failures(self.database):
                    driver.connection.rollback()
                raise
            with own_failures(self.database):
                driver.connection.commit()
        finally:
            pooled.close()

    def close(self) -> None:
        self.engine.dispose()


@dataclass(slots=True)
class SqlTransaction:
    """One transaction, which the store begins and ends."""

    store: SqlStore
    driver: Driver
    pooled: PoolProxiedConnection
    _connection: Connection | None = None

    @property
    def connection(self) -> Connection:
        """The same connection for SQLAlchemy, which actions do without: it takes longer than the whole transaction."""
        if self._connection is None:
            self._connection = Connection(self.store.engine, self.pooled)
        return self._connection

    def planes(self) -> tuple[Plane, ...]:
        found = self.driver.rows(_PLANES[self.store.kind], {})
        keys = {id_: key for id_, key, *_ in found}
        planes = (Plane(id_, key, kind, keys.get(origin)) for id_, key, kind, origin in found)
        return tuple(sorted(planes, key=lambda plane: plane.key))

    def read(self, plane: Plane) -> StoredPlane:
        with own_failures(self.store.database):
            return read_plane(self.connection, plane)

    def revision_of(self, plane: Plane) -> int:
        return counting.revision_of(self.driver, plane)

    def branch(self, plane: Plane, row_class: type[Row], address: Address) -> tuple[StoredRow, ...]:
        return branches.branch(self.driver, plane, row_class, address)

    def rows(self, plane: Plane, row_class: type[Row], **equal: Any) -> tuple[StoredRow, ...]:
        return branches.rows(self.driver, plane, row_class, equal)

    def get(
        self, plane: Plane, record_class: type[RecordT], keys: Collection[Key], *, lock: bool = False
    ) -> dict[Key, RecordT]:
        return finding.get(self.driver, plane, record_class, keys, lock=lock)

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
        return finding.find(self.driver, plane, record_class, where, order=order, after=after, limit=limit)

    def reach(self, plane: Plane, start: str, path: Sequence[Hop], target: str, budget: int) -> Verdict:
        return reaching.reach(self.driver, plane, (start, target), path, budget)

    def savepoint(self) -> AbstractContextManager[None]:
        return self.driver.savepoint()

    def count(self, copy: Copy) -> int:
        with own_failures(self.store.database):
            number: int = self.connection.execute(copying.count(copy)).scalar_one()
        return number

    def apply(self, plan: Plan) -> None:
        refusals.check(plan)
        if not (plan.planes or plan.changes or plan.copies):
            mutating.perform(self.driver, plan.mutations)
            return
        # Within a savepoint, so that nothing is kept of a refused plan even by a caller who goes on.
        with own_failures(self.store.database), self.connection.begin_nested():
            self._write_rows(plan)
            mutating.perform(self.driver, plan.mutations)

    def _write_rows(self, plan: Plan) -> None:
        stamp = Stamp(self.store.author, self.store.clock.now().isoformat())
        self._write_planes(plan.planes, stamp)
        counted = counting.touched(self.connection, plan.changes)
        write_changes(self.connection, plan.changes, stamp, self.store.insert)
        renaming.carry_values(self.connection, plan.changes)
        written = Counter(type(change.row) for change in plan.changes if change.action == "add")
        for copy in plan.copies:
            written[copy.row_class] += copying.copy_rows(self.connection, copy, stamp)
        counting.count_up(self.connection, plan, counted)
        for row_class, number in written.items():
            if number >= ANALYZE_FROM:
                self.connection.execute(Analyze(TABLES[row_class]))

    def revision(self) -> str | None:
        """The revision of the tables; None where there are none."""
        with own_failures(self.store.database):
            return migrate.current(self.connection)

    def pending_revisions(self) -> tuple[str, ...]:
        """The revisions that the tables lack; raises `RefusedError` where they are newer than all that are known."""
        return migrate.pending(self.revision(), self.store.database)

    def upgrade(self) -> tuple[str, ...]:
        """Applies the pending revisions, and tells which they were."""
        missing = self.pending_revisions()
        with own_failures(self.store.database):
            if missing:
                migrate.upgrade(self.connection)
        return missing

    def _write_planes(self, planes: Sequence[Plane], stamp: Stamp) -> None:
        known = {plane.id for plane in self.planes()} if planes else set()
        for plane in planes:
            origin = None if plane.forked_from is None else names.org_id(plane.forked_from)
            said = {"forked_from": origin, "updated_at": stamp.instant}
            if plane.id in known:
                self.connection.execute(update(ORG).where(ORG.c.id == plane.id).values(said))
            else:
                new = {"id": plane.id, "key": plane.key, "kind": plane.kind, "created_at": stamp.instant, **said}
                self.connection.execute(ORG.insert().values(new))


_PLANES = {kind: statement(select(ORG.c.id, ORG.c.key, ORG.c.kind, ORG.c.forked_from), kind) for kind in KINDS}
