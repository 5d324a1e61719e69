"""What stands on the other side of a step: the schemas, the effect and the artifact of what it calls or waits for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from atelier_cli.flows.local_action import find_action, parameters_schema
from atelier_cli.language.problems import Problem, Problems, unknown
from atelier_cli.rows.row_set import RowSet
from atelier_cli.rows.vocabulary import BusEventType, ProductAction, Role, Skill

#: The product that is this tenant itself.
LOCAL = "atelier"


@dataclass(frozen=True, slots=True)
class Contract:
    """What a step sends, what comes back, and what a second call means."""

    #: The schemas of what it sends and of what comes back.
    takes: Mapping[str, Any] = field(default_factory=dict)
    gives: Mapping[str, Any] = field(default_factory=dict)
    #: `idempotent`, `at_most_once`, `pure`, `transactional`; empty for a step without an effect.
    effect: str = ""
    #: The kind of thing that it drafts or judges, and the path of its id in what comes back.
    artifact: tuple[str, str] | None = None
    #: Of an event: the product that sends it.
    source: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """What a flow is defined by: the rows of its own plane, and the vocabulary."""

    own: RowSet
    vocabulary: RowSet
    #: The code of the flow's application.
    application: str


Found = tuple[Contract, Problems]


def contract_of(kind: str, said: Any, rows: Rows) -> Found:
    """The contract of a step; with problems for what it names and nobody declares."""
    return _CONTRACTS[kind](said, rows)


def _skill(said: Any, rows: Rows) -> Found:
    row = rows.vocabulary.get(Skill, (said.skill,))
    if not isinstance(row, Skill):
        return _nobody("skill", said.skill, (address[0] for address in rows.vocabulary.of(Skill)), "skill")
    return Contract(row.input_schema, row.output_schema, "idempotent", _artifact(row.artifact)), ()


def _product(said: Any, rows: Rows) -> Found:
    if said.product == LOCAL:
        return _local(said, rows)
    row = rows.vocabulary.get(ProductAction, (said.product, said.action))
    if not isinstance(row, ProductAction):
        known = ("/".join(address) for address in rows.vocabulary.of(ProductAction))
        return _nobody("product action", f"{said.product}/{said.action}", known, "action")
    return Contract(row.payload_schema, row.result_schema, row.effect, _artifact(row.artifact)), ()


def _local(said: Any, rows: Rows) -> Found:
    found = find_action(rows.own, said.action, rows.application)
    if isinstance(found, Problem):
        return Contract(), (found,)
    return Contract(parameters_schema(rows.own, found), {}, "transactional"), ()


def _task(said: Any, rows: Rows) -> Found:
    contract = Contract(gives=said.form or {})
    whose, _, name = said.assignee.partition(":")
    if whose == "role" and rows.vocabulary.get(Role, (name,)) is None:
        return contract, _nobody("role", name, (code for (code,) in rows.vocabulary.of(Role)), "assignee")[1]
    return contract, ()


def event_contract(event_type: str, rows: Rows) -> Found:
    """The contract of whoever waits for an event type: its payload comes back."""
    row = rows.vocabulary.get(BusEventType, (event_type,))
    if not isinstance(row, BusEventType):
        return _nobody("event type", event_type, (code for (code,) in rows.vocabulary.of(BusEventType)), "eventType")
    return Contract(gives=row.payload_schema, source=row.product), ()


_CONTRACTS: dict[str, Callable[[Any, Rows], Found]] = {
    "sage_skill": _skill,
    "product_action": _product,
    "human_task": _task,
    "event_wait": lambda said, rows: event_contract(said.event_type, rows),
    "gate": lambda _said, _rows: (Contract(), ()),
}


def _artifact(declared: Any) -> tuple[str, str] | None:
    return None if not declared else (declared["kind"], declared["id"])


def _nobody(what: str, word: str, known: Any, key: str) -> Found:
    message, help_ = unknown(what, word, known)
    return Contract(), (Problem(f"unknown-{what.replace(' ', '-')}", message, ("with", key), help=help_),)
