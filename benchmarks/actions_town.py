"""A town to act in: a desk of cases, an action as they are, the same in bulk, and a clerk who calls them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from atelier_cli.actions.digest import Key
from atelier_cli.actions.report import Report
from atelier_cli.actions.request import Claim, Exit, Request
from atelier_cli.clock import FixedClock
from atelier_cli.compiler.lower import Lowered, lower
from atelier_cli.ids import FixedIds
from atelier_cli.operations.submit_action import Engine, submit
from atelier_cli.plan.diff import diff
from atelier_cli.plan.mutation import Insert
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.entity import Entity
from atelier_cli.rows.people import User, UserRole
from atelier_cli.rows.plane import SYSTEM, plane
from atelier_cli.rows.record import Record
from atelier_cli.rows.vocabulary import EntityType, Role
from atelier_cli.sheet.parse import parse
from atelier_cli.sheet.reader import read
from atelier_cli.store.protocol import Store, Transaction

TENANT = plane("lisbon", "tenant")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
#: More than any benchmark has targets.
_MOST = 1_000_000

VOCABULARY = """\
vocabulary:
  code: bench
  roles: [clerk]
  entity_types:
    - {entity_type: user, schema: {display_name: Person, fields: [{field_key: name, field_type: {type: string}}]}}
    - entity_type: case_file
      schema:
        display_name: Case
        fields:
          - {field_key: title, field_type: {type: string}, required: true}
          - {field_key: status, field_type: {type: enum, choices: [{value: open}, {value: closed}]}}
          - {field_key: reporter, field_type: {type: user}}
          - {field_key: note, field_type: {type: text}}
          - {field_key: hours, field_type: {type: number}}
          - {field_key: tags, field_type: {type: list, item: {type: string}}}
"""
_APPLICATION = "identity: {code: desk, name: Desk}\nentities: [{entity_type: case_file}]\n"
EXPRESSIONS = "entity.reporter != user.id", 'parameters.hours <= 10000000 && parameters.outcome != "duplicate"'
#: Five parameters, three gates, two edits.
_ACTION = """\
  - key: KEY
    label: Assign
    target_model: case_file
    kind: KIND
    permissions_policy: {view: [clerk], apply: [clerk]}
    parameters:
      - {key: note, label: Note, type: text, required: true, constraints: {max_length: 2000}}
      - {key: hours, label: Hours, type: number, required: true, constraints: {min: 0}}
      - {key: outcome, label: Outcome, type: enum, constraints: {one_of: [repaired, duplicate]}}
      - {key: due_on, label: Due on, type: date, default: $today+P10D, constraints: {not_before: $today}}
      - {key: crew, label: Crew, type: string}
    submission_criteria:
      - key: still-open
        criteria_type: field
        config: {subject: entity, field: status, operator: eq, value: open}
        message: It is closed already.
      - key: four-eyes
        criteria_type: expression
        config: {expression: '%s'}
        message: The reporter may not assign.
      - key: a-day
        criteria_type: expression
        config: {expression: '%s'}
        message: Nobody works that long.
    edits:
      - {field: note, value: $parameters.note}
      - {field: hours, value: $parameters.hours}
"""

PROPERTIES = {"title": "A pothole", "status": "open", "reporter": "ben", "hours": 0, "tags": ["wet", "deep"]}


def sheet() -> str:
    """The application with the action, for one target and in bulk."""
    modes = [("per_item", "per_item"), ("at_once", "atomic")]
    bulk = [_action(key, f"bulk\n    bulk: {{mode: {mode}, limit: {_MOST}}}") for key, mode in modes]
    return "".join([_APPLICATION, "actions:\n", _action("assign", "detail"), *bulk])


def _action(key: str, kind: str) -> str:
    return (_ACTION % EXPRESSIONS).replace("KEY", key).replace("KIND", kind)


def lowered(application: str, vocabulary: str = VOCABULARY) -> Lowered:
    """The rows of a sheet and of a vocabulary, which must have no faults."""
    texts = {"sheet.yaml": application, "vocabulary.yaml": vocabulary}
    files = [parse(read(text.encode(), name)) for name, text in texts.items()]
    wrong = [one for file in files for one in file.diagnostics if one.severity == "error"]
    if wrong:
        raise AssertionError(wrong)
    return lower(files)


def settle(store: Store, rows: Lowered) -> None:
    """Writes the vocabulary, and the sheet as a tenant's own."""
    with store.transaction(write=True) as transaction:
        plan = diff((transaction.read(SYSTEM), transaction.read(TENANT)), (rows.vocabulary, rows.template))
        transaction.apply(replace(plan, planes=(SYSTEM, TENANT)))


def keep(store: Store, records: Iterator[Record]) -> None:
    with store.transaction(write=True, shared=True) as transaction:
        transaction.apply(Plan(mutations=tuple(Insert(TENANT, one) for one in records)))


def ids_of(transaction: Transaction, row_class: type[EntityType | Role]) -> dict[str, str]:
    return {one.row.address[-1]: one.id for one in transaction.rows(SYSTEM, row_class)}


def entity(id_: str, type_id: str, **properties: Any) -> Entity:
    said = {"properties": properties, "state": None, "version": 1, "created_at": NOW, "updated_at": NOW}
    return Entity(id=id_, type_id=type_id, **said)


@dataclass(slots=True)
class Town:
    """The tenant in a store, with so many cases, and the way in which a clerk calls its actions."""

    store: Store
    cases: int
    ids: FixedIds = field(default_factory=lambda: FixedIds("new"))
    engine: Engine = field(init=False)

    def __post_init__(self) -> None:
        settle(self.store, lowered(sheet()))
        with self.store.transaction() as transaction:
            types, roles = ids_of(transaction, EntityType), ids_of(transaction, Role)
        person = User(key="ana", name="Ana", email=None, attributes={}, is_active=True)
        people = (entity("ana", types["user"], name="Ana"), person, UserRole(user_key="ana", role_id=roles["clerk"]))
        keep(self.store, iter(people))
        keep(self.store, (entity(case(n), types["case_file"], **PROPERTIES) for n in range(self.cases)))
        self.engine = Engine(self.store, FixedClock(NOW), self.ids, Key(b"a key of the benchmarks"))

    def assign(self, number: int, until: Exit = "apply") -> Report:
        """One submission; each changes a case, with values that no other has."""
        return self._ask(replace(request(number % self.cases, until), parameters=given(number)))

    def assign_all(self, action: str, number: int) -> Report:
        targets = tuple(f"case_file/{case(n)}" for n in range(self.cases))
        return self._ask(Request("apply", action, _ANA, targets, given(number)))

    def _ask(self, request: Request) -> Report:
        report = submit(self.engine, TENANT.key, request)
        if not report.ok:
            raise AssertionError(report.errors)
        return report


_ANA = Claim("ana")


def request(number: int, until: Exit) -> Request:
    """What the clerk asks for one case."""
    return Request(until, "assign", _ANA, (f"case_file/{case(number)}",), given(number))


def case(number: int) -> str:
    return f"case-{number}"


def given(number: int) -> dict[str, Any]:
    return {"note": f"Fill it by noon, number {number}.", "hours": number + 1, "outcome": "repaired", "crew": "north"}
