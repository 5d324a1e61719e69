"""Judges what a flow says: its trigger, its deadline, and what its steps send and ask."""

from collections import ChainMap
from collections.abc import Iterator, MutableMapping
from dataclasses import replace

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.flow_contracts import takes
from atelier_cli.catalog.judging.judged import Judged, expression, findings, value
from atelier_cli.catalog.judging.sent import sent
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reaching import reaching
from atelier_cli.catalog.roots import flow_roots, match_roots
from atelier_cli.diagnostics import Diagnostic, Path
from atelier_cli.language.scope import Names
from atelier_cli.language.types import Type
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
#: What to do about an input that the flow does not declare.
_DECLARE = "a flow takes the input that it declares: add `input:` to it"


def judge(node: Node[Flow], catalog: Catalog) -> Iterator[Diagnostic]:
    return findings(node, _judged(node, catalog), catalog)


def _judged(node: Node[Flow], catalog: Catalog) -> Iterator[Judged]:
    flow = node.model
    roots = flow_roots(node, catalog)
    names = replace(catalog.names(roots), absent=_absent(flow))
    if isinstance(flow.trigger, EventTrigger):
        # Nothing has run yet when an event is looked at: it has nothing but itself and the settings.
        readable = match_roots({"config": roots["config"]}, flow.trigger.event_type, catalog)
        yield from expression(("trigger", "match"), flow.trigger.match, catalog.names(readable))
    yield from value(("deadline",), flow.deadline, Slot.FLOW, names)
    gate = replace(catalog.names({root: roots[root] for root in _GATE if root in roots}), absent={"input": _DECLARE})
    reached = catalog.once(reaching, node)
    for i, step in enumerate(flow.steps):
        types = reached.types(i)
        at_step = _with_context(gate if isinstance(step, GateStep | WaitStep) else names, types)
        yield from _step(("steps", i, "with"), step, at_step, node, catalog)


def _absent(flow: Flow) -> dict[str, str]:
    """What to do where a value reads an input that the flow does not declare."""
    event = isinstance(flow.trigger, EventTrigger)
    return {"input": f"{_DECLARE}, or read what opens it: `$event.payload`" if event else _DECLARE}


def _with_context(names: Names, types: dict[str, Type]) -> Names:
    """The names at a step, where the types of some in the context are known better than for the whole flow."""
    if not types:
        return names
    context = names.roots["context"]
    known = context.fields if isinstance(context.fields, MutableMapping) else {}
    return replace(names, roots={**names.roots, "context": replace(context, fields=ChainMap(types, known))})


def _step(where: Path, step: Step, names: Names, node: Node[Flow], catalog: Catalog) -> Iterator[Judged]:
    match step:
        case SkillStep():
            expected = sent(step.with_.input, takes(step, node, catalog), names, Slot.FLOW)
            yield from value((*where, "input"), step.with_.input, Slot.FLOW, names, expected)
        case ProductStep():
            expected = sent(step.with_.payload, takes(step, node, catalog), names, Slot.FLOW)
            yield from value((*where, "payload"), step.with_.payload, Slot.FLOW, names, expected)
        case HumanStep():
            yield from value((*where, "deadline"), step.with_.deadline, Slot.FLOW, names)
        case GateStep():
            yield from expression((*where, "expression"), step.with_.expression, names)
        case WaitStep() if step.with_.match is not None:
            readable = match_roots(names.roots, step.with_.event_type, catalog)
            yield from expression(
                (*where, "match"), step.with_.match, replace(catalog.names(readable), absent=names.absent)
            )
