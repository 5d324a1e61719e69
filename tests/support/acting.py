"""A desk of reports in a store, on which the tests of actions act: see `tests/actions/desk.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from atelier_cli.actions.digest import Key
from atelier_cli.actions.entities.change import create
from atelier_cli.actions.entities.draft import Draft
from atelier_cli.actions.entities.finish import finish
from atelier_cli.actions.entities.in_store import InStore
from atelier_cli.actions.entities.ontology import ontology
from atelier_cli.actions.entities.surroundings import Surroundings
from atelier_cli.actions.report import Report
from atelier_cli.actions.request import Claim, Exit, Request
from atelier_cli.clock import Clock, FixedClock
from atelier_cli.compiler.lower import step_kinds
from atelier_cli.ids import FixedIds, Ids
from atelier_cli.operations.submit_action import Engine, submit
from atelier_cli.plan.diff import diff
from atelier_cli.plan.mutation import Insert, Update
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.audit import EditEvent, Outbox, Reply, Submission
from atelier_cli.rows.entity import Entity
from atelier_cli.rows.people import User, UserRole
from atelier_cli.rows.plane import SYSTEM, StoredPlane, plane
from atelier_cli.rows.record import Record
from atelier_cli.rows.records import RECORD_CLASSES
from atelier_cli.rows.row import Row
from atelier_cli.rows.row_set import RowSet, row_set
from atelier_cli.rows.vocabulary import EntityField, EntityRelationship, EntityType, Role
from atelier_cli.store.open import open_store
from atelier_cli.store.protocol import Store, Transaction
from tests.conftest import NOW
from tests.support.case_files import load
from tests.support.flows import lowered

LISBON = plane("lisbon", "tenant")
KEY = Key(b"a key of the tests")
_FILE = Path(__file__).parents[1] / "actions" / "desk.yaml"


@cache
def world() -> dict[str, Any]:
    """What the file says."""
    found: dict[str, Any] = load(_FILE)
    return found


@dataclass
class Desk:
    """A tenant with reports, and a short way to ask its actions for something."""

    store: Store
    clock: Clock = field(default_factory=lambda: FixedClock(NOW))
    ids: Ids = field(default_factory=lambda: FixedIds("new"))
    engine: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.engine = Engine(self.store, self.clock, self.ids, KEY)

    def ask(  # all that a request may say
        self,
        action: str | None,
        target: str | tuple[str, ...] = (),
        *,
        by: str | None = "ana",
        until: Exit = "apply",
        **said: Any,
    ) -> Report:
        """The answer of an action; `by` is a person, `:` and roles that are only said may follow."""
        user, _, roles = (by or "").partition(":")
        claim = Claim(user or None, tuple(filter(None, roles.split(","))))
        targets = (target,) if isinstance(target, str) else target
        return submit(self.engine, LISBON.key, Request(until, action, claim, targets, said.pop("give", {}), **said))

    def preview(self, *args: Any, **said: Any) -> Report:
        return self.ask(*args, until="preview", **said)

    def validate(self, *args: Any, **said: Any) -> Report:
        return self.ask(*args, until="validate", **said)

    def all(self, record_class: type[Record]) -> list[Any]:
        with self.store.transaction() as transaction:
            return transaction.find(LISBON, record_class, {})

    def entity(self, id_: str) -> Entity:
        with self.store.transaction() as transaction:
            return transaction.get(LISBON, Entity, [(id_,)])[id_,]

    def set(self, id_: str, **properties: Any) -> None:
        """Changes an entity behind the back of all actions."""
        before = self.entity(id_)
        values = {"properties": {**before.properties, **properties}, "version": before.version + 1}
        if "status" in properties:
            values["state"] = properties["status"]
        self.write(Update(LISBON, Entity, (id_,), values))

    def write(self, *mutations: Any) -> None:
        with self.store.transaction(write=True) as transaction:
            transaction.apply(Plan(mutations=mutations))

    @property
    def events(self) -> list[EditEvent]:
        return sorted(self.all(EditEvent), key=lambda one: (one.at, len(one.id), one.id))

    @property
    def outbox(self) -> list[Outbox]:
        return sorted(self.all(Outbox), key=lambda one: (len(one.id), one.id))

    @property
    def replies(self) -> list[Reply]:
        return self.all(Reply)

    @property
    def submissions(self) -> list[Submission]:
        return self.all(Submission)

    def records(self, *besides: type[Record]) -> dict[str, list[Record]]:
        """All records of the tenant, but those of some classes."""
        return {one.__name__: sorted(self.all(one), key=repr) for one in RECORD_CLASSES if one not in besides}

    def rows(self, said: Mapping[str, Any]) -> None:
        """Imports another sheet into the tenant, in place of the one that it has."""
        _import(self.store, _rows(said)[1])


def open_desk(store: Store, said: Mapping[str, Any] | None = None, **engine: Any) -> Desk:
    """The desk in an empty store; `said` replaces parts of what the file says."""
    told = {**world(), **(said or {})}
    vocabulary, rows = _rows(told)
    with store.transaction(write=True) as transaction:
        plan = diff((transaction.read(SYSTEM), transaction.read(LISBON)), (vocabulary, rows))
        transaction.apply(replace(plan, planes=(SYSTEM, LISBON)))
    _people(store, told["people"])
    _entities(store, told["entities"], told["people"])
    return Desk(store, **engine)


def _rows(said: Mapping[str, Any]) -> tuple[RowSet, RowSet]:
    found = lowered(said["sheet"], said["vocabulary"])
    return row_set([*found.vocabulary, *step_kinds()]), found.template


def _import(store: Store, rows: RowSet) -> None:
    with store.transaction(write=True) as transaction:
        system = transaction.read(SYSTEM)
        vocabulary = RowSet({one: {at: kept.row for at, kept in rows.items()} for one, rows in system.rows.items()})
        plan = diff((system, transaction.read(LISBON)), (vocabulary, rows), prune=True)
        transaction.apply(plan)


def _people(store: Store, people: Mapping[str, Any]) -> None:
    entities = {f"user/{key}": {k: v for k, v in one.items() if k in {"name", "email"}} for key, one in people.items()}
    _entities(store, entities, {})
    with store.transaction(write=True) as transaction:
        roles = {one.row.address[0]: one.id for one in transaction.rows(SYSTEM, Role)}
        held = [
            Insert(LISBON, UserRole(user_key=key, role_id=roles[role]))
            for key, one in people.items()
            for role in one["roles"]
        ]
        inactive = [
            Update(LISBON, User, (key,), {"is_active": False})
            for key, one in people.items()
            if one.get("is_active") is False
        ]
        transaction.apply(Plan(mutations=(*held, *inactive)))


def _entities(store: Store, entities: Mapping[str, Any], _people: Mapping[str, Any]) -> None:
    with store.transaction(write=True) as transaction:
        classes = (Role, EntityType, EntityField, EntityRelationship)
        known = ontology([one for row_class in classes for one in transaction.rows(SYSTEM, row_class)])
        draft = Draft(known, InStore(transaction, LISBON), Surroundings(NOW))
        for name, values in entities.items():
            type_, _, id_ = name.partition("/")
            _, problems = create(draft, type_, id_, values, any_state=True)
            assert not problems, problems
        finished = finish(draft, LISBON)
        assert not finished.problems, finished.problems
        transaction.apply(Plan(mutations=finished.mutations))


def codes(report: Report) -> list[str]:
    """The codes of what a report says is wrong."""
    return [one.code for one in report.errors]


def places(report: Report) -> list[tuple[str, str]]:
    """The codes of what a report says is wrong, each with what it is about."""
    return [(one.code, one.at) for one in report.errors]


def after(report: Report) -> dict[str, Any]:
    """What the fields are to hold that a report's plan edits."""
    return {one["field"]: one["after"] for one in report.plan["edits"]}


def desk_of(actions: list[dict[str, Any]], store: Store | None = None, **said: Any) -> Desk:
    """A desk whose only actions are these; each may be seen and applied by clerks unless it says more."""
    grants = {"permissions_policy": {"view": ["clerk"], "apply": ["clerk"]}}
    told = [{"label": one["key"], "target_model": "report", **grants, **one} for one in actions]
    sheet = {**world()["sheet"], "actions": told, **said.pop("sheet", {})}
    return open_desk(store or open_store("memory://", Path(), clock=FixedClock(NOW)), {"sheet": sheet, **said})


def rewrite(transaction: Transaction, before: StoredPlane, row: Row) -> None:
    """Writes another content of a row, whatever it says: as other versions of Atelier may have written it."""
    rows = RowSet(
        {
            row_class: {
                at: row if at == row.address and type(row) is row_class else kept.row for at, kept in kept_rows.items()
            }
            for row_class, kept_rows in before.rows.items()
        }
    )
    vocabulary = transaction.read(SYSTEM)
    words = RowSet({one: {at: kept.row for at, kept in found.items()} for one, found in vocabulary.rows.items()})
    transaction.apply(diff((vocabulary, before), (words, rows)))
