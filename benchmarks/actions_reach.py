"""What it costs to follow relations through 100,000 links: beside one statement that joins them, written by hand."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from actions_town import TENANT, entity, ids_of, keep, lowered, settle
from databases import databases
from measure import Figure, wall

from atelier_cli.rows.entity import EntityLink
from atelier_cli.rows.plane import SYSTEM
from atelier_cli.rows.vocabulary import EntityRelationship, EntityType
from atelier_cli.store.open import open_store
from atelier_cli.store.protocol import Hop, Transaction
from atelier_cli.store.sql import SqlStore, SqlTransaction

_VOCABULARY = """\
vocabulary:
  code: bench
  entity_types:
    - entity_type: user
      schema:
        display_name: Person
        relationships: [{rel_code: crews, target_type_code: crew, cardinality: many_to_many}]
    - entity_type: crew
      schema:
        display_name: Crew
        relationships: [{rel_code: areas, target_type_code: area, cardinality: many_to_many}]
    - entity_type: area
      schema:
        display_name: Area
        relationships: [{rel_code: jobs, target_type_code: job, cardinality: many_to_many}]
    - {entity_type: job, schema: {display_name: Job}}
"""
_HOPS = "crews", "areas", "jobs"
_BY_HAND = """\
SELECT EXISTS (
  SELECT 1 FROM atelier_entity_link a
    JOIN atelier_entity_link b ON b.org_id = a.org_id AND b.relationship_id = ? AND b.source_id = a.target_id
    JOIN atelier_entity_link c ON c.org_id = b.org_id AND c.relationship_id = ? AND c.source_id = b.target_id
   WHERE a.org_id = ? AND a.relationship_id = ? AND a.source_id = ? AND c.target_id = ?)"""


def measure(quick: bool) -> Iterator[Figure]:  # noqa: FBT001  # the one question of every benchmark
    shape = _Shape(10, 20, 10, 100) if quick else _Shape(99, 100, 10, 1_000)
    with databases() as make:
        for kind in ("SQLite", "PostgreSQL"):
            store = cast("SqlStore", open_store(make.new(kind).url, Path()))  # type: ignore[arg-type]  # one of the two
            with closing(store):
                settle(store, lowered("identity: {code: desk, name: Desk}\n", _VOCABULARY))
                links = _fill(store, shape)
                with store.transaction() as transaction:
                    yield from _Bench(transaction, _relations(transaction), shape, f"{links:,} links, {kind}").figures()


@dataclass(frozen=True, slots=True)
class _Shape:
    """A person has crews, each crew areas of its own, each area so many of the jobs there are."""

    crews: int
    areas: int
    jobs: int
    all_jobs: int

    @property
    def seen(self) -> int:
        """How many entities there are on the way to the jobs."""
        return 1 + self.crews + self.crews * self.areas


def _relations(transaction: Transaction) -> dict[str, str]:
    return {one.row.address[-1]: one.id for one in transaction.rows(SYSTEM, EntityRelationship)}


def _fill(store: SqlStore, shape: _Shape) -> int:
    """How many links were made."""
    with store.transaction() as transaction:
        types, relations = ids_of(transaction, EntityType), _relations(transaction)
    crews = [f"crew-{n}" for n in range(shape.crews)]
    areas = [f"area-{n}" for n in range(shape.crews * shape.areas)]
    jobs = [f"job-{n}" for n in range(shape.all_jobs)]
    ends = [
        *(("crews", "ana", crew) for crew in crews),
        *(("areas", crews[n // shape.areas], area) for n, area in enumerate(areas)),
        *(("jobs", area, jobs[(n * 7 + k) % len(jobs)]) for n, area in enumerate(areas) for k in range(shape.jobs)),
    ]
    things = {"user": ["ana"], "crew": crews, "area": areas, "job": [*jobs, "nobodys"]}
    keep(store, (entity(id_, types[code]) for code, ids in things.items() for id_ in ids))
    keep(store, (_link(relations[code], *pair) for code, *pair in ends))
    return len(ends)


def _link(relation: str, source: str, target: str) -> EntityLink:
    return EntityLink(relationship_id=relation, source_id=source, target_id=target, to_one=False, from_one=False)


@dataclass(frozen=True, slots=True)
class _Bench:
    """One transaction that asks whether a person reaches a job."""

    transaction: SqlTransaction
    relations: dict[str, str]
    shape: _Shape
    where: str

    def figures(self) -> Iterator[Figure]:
        """How far the links are followed does not depend on whether the target is among what they lead to."""
        for target, found in (("job-0", True), ("nobodys", False)):
            if (self.reach(target), self.by_hand(target)) != ("reached" if found else "unreached", found):
                raise AssertionError(target)
        all_, joined = self._least(lambda: self.reach("nobodys"), lambda: self.by_hand("nobodys"))
        what = f"a target not reached, after {self.shape.seen:,} entities"
        yield Figure(f"{what}, {self.where}", all_, "one statement with joins, by hand", joined, 3)
        tenth = self.shape.seen // 10
        if self.reach("nobodys", tenth) != "exhausted":
            raise AssertionError("the budget is too large")
        reached, refused = self._least(lambda: self.reach("job-0"), lambda: self.reach("nobodys", tenth))
        yield Figure(f"one that is reached, {self.where}", reached, "one that is not", all_, 1.3)
        yield Figure(f"given up after a tenth of them, {self.where}", refused, "all of them", all_, 1)

    def reach(self, target: str, budget: int = 10_000) -> str:
        hops = [Hop((self.relations[code],), forward=True) for code in _HOPS]
        return self.transaction.reach(TENANT, "ana", hops, target, budget)

    def by_hand(self, target: str) -> bool:
        driver = self.transaction.driver
        statement = _BY_HAND if driver.kind == "sqlite" else _BY_HAND.replace("?", "%s")
        first, second, third = (self.relations[code] for code in _HOPS)
        values: tuple[Any, ...] = (second, third, TENANT.id, first, "ana", target)
        return bool(driver.connection.execute(statement, values).fetchone()[0])

    def _least(self, *calls: Callable[[], object]) -> list[float]:
        """The least that each takes: by turns, since a machine is not always as fast."""
        times = [[wall(call, 1) for call in calls] for _ in range(15)]
        return [min(some) for some in zip(*times, strict=True)]
