"""Where the secrets of a flow go: into what its steps send, and into the operands that a trace keeps."""

from collections.abc import Iterator, Mapping
from typing import Any

from atelier_cli.catalog.catalog import OWN_PRODUCT, Catalog
from atelier_cli.catalog.flow_contracts import own_action, takes_schema
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reads import Read, reads, reads_of_text
from atelier_cli.catalog.roots import answer_of, answer_schema, other_side
from atelier_cli.catalog.secrets import holds_secret, is_marked_at, is_secret
from atelier_cli.diagnostics import Path
from atelier_cli.frozen import frozen
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

#: A JSON Schema of all that can be read, by the names of roots and members.
_Schema = Mapping[str, Any]


@frozen
class Leak:
    """A secret that is read where it is not kept."""

    #: The path that is read.
    names: tuple[str, ...]
    #: From the flow, to the value or expression that reads it.
    path: Path
    within: tuple[int, int] | None
    #: Whether it is the operand of an expression.
    is_operand: bool


def flow_leaks(node: Node[Flow], catalog: Catalog) -> Iterator[Leak]:
    if not _may_leak(node, catalog):
        return
    readable = _readable(node, catalog)
    known = holds_secret(readable)
    if isinstance(node.model.trigger, EventTrigger):
        yield from _operands(
            ("trigger", "match"),
            node.model.trigger.match,
            _with_event(readable, node.model.trigger.event_type, catalog),
        )
    for i, step in enumerate(node.model.steps):
        where = ("steps", i, "with")
        match step:
            case SkillStep() | ProductStep() if known:
                key = "input" if isinstance(step, SkillStep) else "payload"
                said = step.with_.input if isinstance(step, SkillStep) else step.with_.payload
                yield from _sent((*where, key), said, readable, _kept(step, node, catalog))
            case GateStep() if known:
                yield from _operands((*where, "expression"), step.with_.expression, readable)
            case WaitStep():
                yield from _operands(
                    (*where, "match"), step.with_.match, _with_event(readable, step.with_.event_type, catalog)
                )


def _may_leak(node: Node[Flow], catalog: Catalog) -> bool:
    """Whether anything that the flow can read is marked as a secret; most flows know none."""
    flow = node.model
    opened_by = catalog.event_types.get(flow.trigger.event_type) if isinstance(flow.trigger, EventTrigger) else None
    others = {id(other): other for other in (opened_by, *(other_side(step, catalog) for step in flow.steps)) if other}
    forms = (step.with_.form for step in flow.steps if isinstance(step, HumanStep))
    return any(map(holds_secret, (flow.input, *forms))) or any(
        catalog.once(_gives_secret, other) for other in others.values()
    )


def _gives_secret(other: Node[Any], _catalog: Catalog) -> bool:
    return holds_secret(answer_of(other.model))


def _sent(path: Path, said: Any, readable: _Schema, kept: _Schema) -> Iterator[Leak]:
    for read in reads(said):
        members = [str(name) for name in read.path if isinstance(name, str) and not name.startswith("$")]
        if is_secret(readable, read.names) and not is_marked_at(kept, members):
            yield _leak(path, read, is_operand=False)


def _operands(path: Path, text: str | None, readable: _Schema) -> Iterator[Leak]:
    for read in () if text is None else reads_of_text((), text):
        if is_secret(readable, read.names):
            yield _leak(path, read, is_operand=True)


def _leak(path: Path, read: Read, *, is_operand: bool) -> Leak:
    return Leak(read.names, (*path, *read.path), read.within, is_operand)


def _kept(step: SkillStep | ProductStep, node: Node[Flow], catalog: Catalog) -> _Schema:
    """What a step sends, with the marks of what the other side keeps."""
    if isinstance(step, ProductStep) and step.with_.product == OWN_PRODUCT:
        action = own_action(step, node, catalog)
        parameters = [] if action is None else action.model.parameters
        return _object({parameter.key: {"x-secret": parameter.sensitive} for parameter in parameters})
    other = other_side(step, catalog)
    return {} if other is None else takes_schema(other, catalog)


def _readable(node: Node[Flow], catalog: Catalog) -> _Schema:
    flow = node.model
    outputs = {step.id: _output(step, catalog) for step in flow.steps}
    context: dict[str, Any] = {}
    for step in flow.steps:
        saved = getattr(step, "save_as", None)
        context.update(_members(outputs[step.id]) if saved is None else {saved: outputs[step.id]})
    roots = {"input": flow.input or {}, "steps": _object(outputs), "context": _object(context)}
    if isinstance(flow.trigger, EventTrigger):
        return _with_event(_object(roots), flow.trigger.event_type, catalog, roots=("event",))
    return _object(roots)


def _output(step: Step, catalog: Catalog) -> _Schema:
    answer = answer_schema(step, catalog) or {}
    match step:
        case HumanStep():
            return _object({"data": answer})
        case WaitStep():
            return _object({"payload": answer})
        case _:
            return answer


def _with_event(
    readable: _Schema, event_type: str, catalog: Catalog, roots: tuple[str, ...] = ("event", "payload")
) -> _Schema:
    found = catalog.event_types.get(event_type)
    payload = {} if found is None else found.model.payload_schema
    added = {"event": _object({"payload": payload}), "payload": payload}
    return _object({**_members(readable), **{root: added[root] for root in roots}})


def _object(members: Mapping[str, Any]) -> _Schema:
    return {"properties": members}


def _members(schema: _Schema) -> Mapping[str, Any]:
    found = schema.get("properties", {})
    return found if isinstance(found, Mapping) else {}
