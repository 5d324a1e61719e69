"""What flows name: steps, outputs, skills, products, events, roles."""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import OWN_PRODUCT, Catalog
from atelier_cli.catalog.flow_contracts import own_action, takes
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.roots import flow_roots, match_roots, outputs
from atelier_cli.catalog.uses.naming import after_prefix, declares, names, source
from atelier_cli.catalog.uses.qualified import of_qualified
from atelier_cli.catalog.uses.reading import Reading, of_expression, of_value
from atelier_cli.catalog.uses.symbol import Kind, Occurrence, Symbol
from atelier_cli.diagnostics import Path
from atelier_cli.language.types import ANY
from atelier_cli.language.values.slots import Slot
from atelier_cli.sheet.models.action import Action
from atelier_cli.sheet.models.flow import (
    EventTrigger,
    Flow,
    GateStep,
    HumanStep,
    ProductStep,
    SkillStep,
    Step,
    WaitStep,
)

#: The ways on from a step, and the words that may stand there in place of a step.
_WAYS: dict[str, tuple[str, ...]] = {
    "next": ("end",),
    "on_error": ("fail",),
    "on_timeout": ("fail", "halt"),
    "on_rejected": ("fail", "halt"),
}


def of_flow(node: Node[Flow], catalog: Catalog) -> Iterator[Occurrence]:
    flow, file = node.model, source(node)
    mine = (file, flow.key)
    yield declares(node, Kind.FLOW, (file,), flow.key, "key")
    scopes = {
        "steps": (Kind.STEP, mine),
        "context": (Kind.SAVED, mine),
        "config": (Kind.SETTING, (file,)),
    }
    reading = Reading(node, catalog, catalog.names(flow_roots(node, catalog)), Slot.FLOW, scopes)
    if isinstance(flow.trigger, EventTrigger):
        yield from names(node, Kind.EVENT_TYPE, (), flow.trigger.event_type, "trigger", "event_type")
        yield from _of_match(reading, ("trigger", "match"), flow.trigger.match, flow.trigger.event_type)
    yield from of_value(reading, ("deadline",), flow.deadline)
    put_out = catalog.once(outputs, node)
    for i, step in enumerate(flow.steps):
        type_ = put_out.get(i, ANY)
        yield declares(node, Kind.STEP, mine, step.id, "steps", i, "id", type=type_)
        saved = getattr(step, "save_as", None)
        if saved is not None:
            yield declares(node, Kind.SAVED, mine, saved, "steps", i, "save_as", type=type_)
        yield from _of_ways(node, ("steps", i), step)
        yield from _of_step(reading, ("steps", i, "with"), step)


def _of_match(reading: Reading, path: Path, text: str | None, event_type: str) -> Iterator[Occurrence]:
    if text is not None:
        roots = match_roots(reading.names.roots, event_type, reading.catalog)
        found = Reading(reading.node, reading.catalog, reading.catalog.names(roots), Slot.FLOW, reading.scopes)
        yield from of_expression(found, path, text)


def _of_ways(node: Node[Flow], path: Path, step: Step) -> Iterator[Occurrence]:
    mine = (source(node), node.model.key)
    ids = tuple(one.id for one in node.model.steps)
    said: list[tuple[Any, Path, tuple[str, ...]]] = [
        (getattr(step, way, None), (way,), ends) for way, ends in _WAYS.items()
    ]
    if isinstance(step, GateStep):
        said += [
            (step.with_.on_pass, ("with", "onPass"), ("end",)),
            (step.with_.on_fail, ("with", "onFail"), ("halt", "end")),
        ]
    for word, below, ends in said:
        if word is not None and word not in ends:
            yield from names(node, Kind.STEP, mine, word, *path, *below, words=(*ids, *ends))


def _of_step(reading: Reading, path: Path, step: Step) -> Iterator[Occurrence]:
    node = reading.node
    match step:
        case SkillStep():
            yield from names(node, Kind.SKILL, (), step.with_.skill, *path, "skill")
            expected = takes(step, node, reading.catalog)
            yield from of_value(reading, (*path, "input"), step.with_.input, expected)
        case ProductStep():
            yield from _of_product(reading, path, step)
        case HumanStep():
            yield from after_prefix(node, Kind.ROLE, "role:", step.with_.assignee, *path, "assignee")
            yield from of_value(reading, (*path, "deadline"), step.with_.deadline)
        case WaitStep():
            yield from names(node, Kind.EVENT_TYPE, (), step.with_.event_type, *path, "eventType")
            yield from _of_match(reading, (*path, "match"), step.with_.match, step.with_.event_type)
        case GateStep():
            yield from of_expression(reading, (*path, "expression"), step.with_.expression)


def _of_product(reading: Reading, path: Path, step: ProductStep) -> Iterator[Occurrence]:
    node, said = reading.node, step.with_
    yield from names(node, Kind.PRODUCT, (), said.product, *path, "product", words=(OWN_PRODUCT,))
    if said.product == OWN_PRODUCT:
        application = reading.catalog.sheets.get(source(node))
        code = "" if application is None else application.code
        yield from of_qualified(node, said.action, code, reading.catalog, *path, "action")
    else:
        yield from names(node, Kind.PRODUCT_ACTION, (said.product,), said.action, *path, "action")
    expected, action = takes(step, node, reading.catalog), own_action(step, node, reading.catalog)
    for found in of_value(reading, (*path, "payload"), said.payload, expected):
        is_parameter = action is not None and found.holder is expected and found.symbol.kind is Kind.MEMBER
        yield _as_parameter(found, action) if is_parameter and action is not None else found


def _as_parameter(found: Occurrence, action: Node[Action]) -> Occurrence:
    """A member of the payload of an own action, which is one of its parameters."""
    scope = (source(action), action.model.target_model, action.model.key)
    return found._replace(symbol=Symbol(Kind.PARAMETER, scope, found.symbol.name))
