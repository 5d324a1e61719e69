"""What it costs to read, find and change records: beside the same statements, given to the driver by hand."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from databases import Database, databases
from measure import Figure, wall

from atelier_cli.plan.diff import diff
from atelier_cli.plan.mutation import Insert, Update
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.entity import Entity
from atelier_cli.rows.plane import SYSTEM, plane
from atelier_cli.rows.row_set import row_set
from atelier_cli.rows.vocabulary import EntityType
from atelier_cli.store.open import open_store
from atelier_cli.store.protocol import Store, Transaction

TENANT = plane("lisbon", "tenant")
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PROPERTIES = {
    "title": "A pothole",
    "status": "open",
    "depth": 12,
    "tags": ["a", "b"],
    "seen_at": "2026-11-22T09:00:00Z",
}
COLUMNS = "id, type_id, properties, state, version, created_at, updated_at"


def measure(quick: bool) -> Iterator[Figure]:  # noqa: FBT001  # the one question of every benchmark
    with databases() as make:
        for kind in ("SQLite", "PostgreSQL"):
            database = make.new(kind)  # type: ignore[arg-type]  # one of the two
            store = open_store(database.url, Path())
            type_id = _open_town(store)
            with store.transaction(write=True, shared=True) as transaction:
                bench = Bench(database, transaction, type_id, 20 if quick else 1_000)
                transaction.apply(Plan(mutations=tuple(Insert(TENANT, bench.entity()) for _ in range(500))))
                yield from bench.figures()
            store.close()


def _open_town(store: Store) -> str:
    """The id of the one type of entity of a new tenant."""
    said = {
        "display_name": "Case",
        "tenant_scoped": True,
        "parent_code": None,
        "unique_constraints": [],
        "states": None,
    }
    row = EntityType(address=("case_file",), owner="town", code="case_file", **said)
    with store.transaction(write=True) as transaction:
        plan = diff((transaction.read(SYSTEM), transaction.read(TENANT)), (row_set([row]), row_set([])))
        transaction.apply(Plan(planes=(SYSTEM, TENANT), changes=plan.changes))
    return plan.changes[0].id


@dataclass(slots=True)
class Bench:
    """One open transaction, in which both do the same by turns, so that no commit hides what they cost."""

    database: Database
    transaction: Transaction
    type_id: str
    times: int
    numbers: Iterator[int] = field(default_factory=count)
    version: int = 1

    def figures(self) -> Iterator[Figure]:
        for what, ours, by_hand in (
            ("an entity read", self.read, self.read_by_hand),
            ("20 entities found", self.find, self.find_by_hand),
            ("an entity changed and two made", self.change, self.change_by_hand),
        ):
            least = self._least(ours, by_hand)
            yield Figure(f"{what}, {self.database.kind}", least[0], "the same statements by hand", least[1], 2.0)

    def entity(self) -> Entity:
        said = {"properties": PROPERTIES, "state": "open", "version": 1, "created_at": AT, "updated_at": AT}
        return Entity(id=f"e{next(self.numbers)}", type_id=self.type_id, **said)

    def read(self) -> object:
        return self.transaction.get(TENANT, Entity, [("e7",)])

    def read_by_hand(self) -> object:
        found = self._execute(f"SELECT {COLUMNS} FROM atelier_entity WHERE org_id = ? AND id = ?", TENANT.id, "e7")
        return [self._decoded(row) for row in found.fetchall()]

    def find(self) -> object:
        return self.transaction.find(TENANT, Entity, {"type_id": self.type_id}, limit=20)

    def find_by_hand(self) -> object:
        asked = f"SELECT {COLUMNS} FROM atelier_entity WHERE org_id = ? AND type_id = ? ORDER BY id LIMIT 20"
        return [self._decoded(row) for row in self._execute(asked, TENANT.id, self.type_id).fetchall()]

    def change(self) -> None:
        self.version += 1
        values = {"properties": PROPERTIES, "version": self.version, "updated_at": AT}
        update = Update(TENANT, Entity, ("e9",), values, {"version": self.version - 1})
        new = (Insert(TENANT, self.entity()) for _ in range(2))
        self.transaction.apply(Plan(mutations=(update, *new)))

    def change_by_hand(self) -> None:
        self.version += 1
        said, at = json.dumps(PROPERTIES), AT.isoformat()
        changed = "UPDATE atelier_entity SET properties = ?, version = ?, updated_at = ?"
        made = f"INSERT INTO atelier_entity (org_id, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        self._execute("SAVEPOINT by_hand")
        key = TENANT.id, "e9", self.version - 1
        self._execute(f"{changed} WHERE org_id = ? AND id = ? AND version = ?", said, self.version, at, *key)
        for _ in range(2):
            self._execute(made, TENANT.id, f"e{next(self.numbers)}", self.type_id, said, "open", 1, at, at)
        self._execute("RELEASE SAVEPOINT by_hand")

    def _execute(self, statement: str, *values: object) -> Any:
        connection = self.transaction.driver.connection  # type: ignore[attr-defined]  # both use the same one
        return connection.execute(statement if self.database.kind == "SQLite" else statement.replace("?", "%s"), values)

    def _decoded(self, row: Any) -> object:
        id_, type_id, said, state, version, *instants = row
        read = [datetime.fromisoformat(at) if isinstance(at, str) else at for at in instants]
        return id_, type_id, json.loads(said), state, version, *read

    def _least(self, ours: Callable[[], object], by_hand: Callable[[], object]) -> tuple[float, float]:
        """The least that one call of each takes: by turns, since a machine is not always as fast."""
        least = [float("inf"), float("inf")]
        for _ in range(10):
            for place, call in enumerate((ours, by_hand)):
                taken = wall(lambda: [call() for _ in range(self.times // 10)], 1)  # noqa: B023  # called at once
                least[place] = min(least[place], taken / (self.times // 10))
        return least[0], least[1]
