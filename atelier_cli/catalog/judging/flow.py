"""Judges what a flow says: its trigger, its deadline, and what its steps send and ask."""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.judging.judged import Judged, expression, findings, value, values
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.roots import flow_roots, match_roots
from atelier_cli.diagnostics import Diagnostic, Path
from atelier_cli.language.scope import Names
from atelier_cli.language.values.slots import Slot
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

#: The roots of a gate's expression.
_GATE = ("context", "input", "steps", "run", "config")


def judge(node: Node[Flow], catalog: Catalog) -> Iterator[Diagnostic]:
    return findings(node, _judged(node, catalog), catalog)


def _judged(node: Node[Flow], catalog: Catalog) -> Iterator[Judged]:
    flow = node.model
    roots = flow_roots(node, catalog)
    names = catalog.names(roots)
    gate = catalog.names({root: roots[root] for root in _GATE})
    if isinstance(flow.trigger, EventTrigger):
        # Nothing has run yet when an event is looked at: it has nothing but itself and the settings.
        readable = match_roots({"config": roots["config"]}, flow.trigger.event_type, catalog)
        yield from expression(("trigger", "match"), flow.trigger.match, catalog.names(readable))
    yield from value(("deadline",), flow.deadline, Slot.FLOW, names)
    for i, step in enumerate(flow.steps):
        yield from _step(("steps", i, "with"), step, names, gate, catalog)


def _step(path: Path, step: Step, names: Names, gate: Names, catalog: Catalog) -> Iterator[Judged]:
    match step:
        case SkillStep():
            yield from values((*path, "input"), step.with_.input, Slot.FLOW, names)
        case ProductStep():
            yield from values((*path, "payload"), step.with_.payload, Slot.FLOW, names)
        case HumanStep():
            yield from value((*path, "deadline"), step.with_.deadline, Slot.FLOW, names)
        case GateStep():
            yield from expression((*path, "expression"), step.with_.expression, gate)
        case WaitStep() if step.with_.match is not None:
            readable = match_roots(gate.roots, step.with_.event_type, catalog)
            yield from expression((*path, "match"), step.with_.match, catalog.names(readable))
