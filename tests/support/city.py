"""A city that runs the municipality template: made as people make one, from the demo's project and what cases add."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from atelier_cli import resources
from atelier_cli.actions.digest import Key
from atelier_cli.actions.entities.change import edit
from atelier_cli.actions.entities.finish import finish
from atelier_cli.actions.entities.ontology import Ontology
from atelier_cli.actions.report import Report
from atelier_cli.actions.request import Request
from atelier_cli.actions.vocabulary import Known
from atelier_cli.clock import FixedClock
from atelier_cli.flows.world import Fixtures
from atelier_cli.ids import FixedIds
from atelier_cli.operations.carry_submissions import Carried, Said, carry
from atelier_cli.operations.demo_project import demo_project
from atelier_cli.operations.desk import desk
from atelier_cli.operations.fixtures import fixtures_of
from atelier_cli.operations.fork_plane import fork_plane
from atelier_cli.operations.import_sheets import import_sheets
from atelier_cli.operations.load_entities import load_entities
from atelier_cli.operations.load_people import load_people
from atelier_cli.operations.project import Files, open_files
from atelier_cli.operations.settings import load
from atelier_cli.operations.submit_action import Engine, submit
from atelier_cli.plan.mutation import Delete, Insert, Mutation, Update
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.entity import Entity, EntityLink, EntityUnique
from atelier_cli.rows.people import User
from atelier_cli.rows.plane import plane
from atelier_cli.rows.record import Key as RecordKey
from atelier_cli.rows.record import Record, key_of
from atelier_cli.rows.records import RECORD_CLASSES
from atelier_cli.store.memory import MemoryStore
from atelier_cli.store.protocol import Store

#: A Monday, so that working days count as people expect.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CITY = plane("lisbon", "tenant")
#: What actions change of what there is; all else that they write is only added to.
CHANGING = (Entity, EntityLink, EntityUnique, User)

Records = Mapping[type[Record], Mapping[RecordKey, Record]]


@dataclass
class City:
    """A tenant that is a fork of the template, with people and things."""

    store: Store
    fixtures: Fixtures
    ontology: Ontology
    #: What is known of the template already: cities that are the same share it.
    known: Known = field(default_factory=Known)
    ids: FixedIds = field(default_factory=lambda: FixedIds("new"))
    engine: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.engine = Engine(self.store, FixedClock(MONDAY), self.ids, Key(b"a key of the tests"), self.known)

    def submit(self, request: Request) -> Report:
        return submit(self.engine, CITY.key, request)

    def carry(self, submission_id: str, assume: tuple[str, ...]) -> Carried:
        return carry(self.engine, CITY, submission_id, Said(self.fixtures, assume))

    def records(self, *classes: type[Record]) -> Records:
        """The tenant's records by their keys, of all classes or of some."""
        asked = classes or RECORD_CLASSES
        with self.store.transaction() as transaction:
            return {one: {key_of(kept): kept for kept in transaction.find(CITY, one, {})} for one in asked}

    def change(self, entities: Mapping[str, Mapping[str, Any]]) -> None:
        """Gives entities other values, behind the back of all actions."""
        with desk(self.store, CITY.key, self.engine.clock, write=True) as at:
            draft = at.draft()
            draft.read(list(entities))
            for id_, values in entities.items():
                _, problems = edit(draft, id_, values, any_state=True)
                assert not problems, problems
            finished = finish(draft, at.plane)
            assert not finished.problems, finished.problems
            at.transaction.apply(Plan(mutations=finished.mutations))

    def restore(self, before: Records) -> None:
        """Makes entities and people what they were; what was only added, as the audit, stays."""
        now = self.records(*CHANGING)
        with self.store.transaction(write=True) as transaction:
            transaction.apply(Plan(mutations=tuple(_undoing(before, now))))


def _undoing(before: Records, now: Records) -> list[Mutation]:
    gone = [Delete(CITY, one, key) for one in reversed(CHANGING) for key in now[one].keys() - before[one].keys()]
    there = [Insert(CITY, before[one][key]) for one in CHANGING for key in before[one].keys() - now[one].keys()]
    changed = [
        Update(CITY, one, key, {one.name: getattr(was, one.name) for one in fields(was) if one.name not in was.KEY})
        for one in CHANGING
        for key, was in before[one].items()
        if key in now[one] and now[one][key] != was
    ]
    return [*gone, *there, *changed]


def found(store: Store, *more: Path) -> City:
    """The city in an empty store: the template imported and forked, the demo's people and things loaded, then `more`.

    Files of `more` whose name ends in `people` hold people, the others entities.
    """
    files, example = _files(), resources.example_data()
    clock = FixedClock(MONDAY)
    imported = import_sheets(store, files, "template_municipality")
    assert imported.applied, imported.report
    fork_plane(store, "template_municipality", CITY.key, create=True)
    for file in (example / "people.yaml", example / "entities.yaml", *more):
        reads = load_people if file.stem.endswith("people") else load_entities
        loaded = reads(store, CITY.key, file, clock, lambda _done, _all: None)
        assert loaded.is_fit, loaded.findings
    with desk(store, CITY.key, clock) as at:
        return City(store, fixtures_of(files), at.ontology)


@cache
def _files() -> Files:
    """The sheets and vocabularies of the project that the demo makes."""
    with tempfile.TemporaryDirectory() as folder:
        demo_project(Path(folder))
        return open_files(load(Path(folder), {}))


@dataclass
class Copies:
    """Makes as many cities in memory as are asked for, each the same and none seeing the others."""

    more: tuple[Path, ...]
    _city: City | None = None

    def city(self) -> City:
        if self._city is None:
            self._city = found(MemoryStore(), *self.more)
        first = self._city.store
        assert isinstance(first, MemoryStore)
        # What a store in memory has is replaced by what a transaction leaves, and never changed.
        return City(MemoryStore(_state=first._state), self._city.fixtures, self._city.ontology, self._city.known)
