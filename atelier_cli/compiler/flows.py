"""Lowers and lifts flows: the flow, its version, which is named by what it says, and its steps."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from atelier_cli.compiler.canonical import plain
from atelier_cli.compiler.items import Writer, placed
from atelier_cli.compiler.lifted import Reader
from atelier_cli.diagnostics import Path
from atelier_cli.rows.application import Application
from atelier_cli.rows.content import canonical_json, content
from atelier_cli.rows.flow import Flow, FlowStep, FlowVersion
from atelier_cli.rows.row import Address, Row
from atelier_cli.sheet.models import flow as models
from atelier_cli.sheet.models.sheet import Sheet


def lower(sheet: Sheet, write: Writer) -> Iterator[Row]:
    for flow, path, order in placed(sheet.flows, ("flows",)):
        address = (sheet.identity.code, flow.key)
        yield write.row(Flow, flow, path, address, order=order)
        yield from _version(flow, path, address, write)


def lift(read: Reader) -> dict[str, Any]:
    return {"flows": [_flow(read, row) for row in read.children(Flow, read.top(Application))]}


def _version(flow: models.Flow, path: Path, address: Address, write: Writer) -> Iterator[Row]:
    trigger = plain(flow.trigger)
    event_type = trigger.pop("event_type", None)
    steps = [_step(step, where, address, order, write) for step, where, order in placed(flow.steps, (*path, "steps"))]
    steps.sort(key=lambda step: (step.order, step.key))
    said = [trigger, event_type, flow.input, flow.deadline, [content(step) for step in steps]]
    digest = hashlib.sha256(canonical_json(said).encode()).hexdigest()[:32]
    version = (*address, digest)
    given = {"digest": digest, "trigger": trigger, "event_type": event_type, "is_active": True, "renamed_from": None}
    yield write.row(FlowVersion, flow, path, version, **given)
    for step in steps:
        yield replace(step, address=(*version, step.key), renamed_from=None)


def _step(step: models.Step, path: Path, address: Address, order: int, write: Writer) -> FlowStep:
    return write.row(
        FlowStep,
        step,
        path,
        (*address, step.id),
        order=order,
        key=step.id,
        arguments=plain(step.with_),
        **{name: plain(getattr(step, name, None)) for name in _ROUTES},
    )


def _flow(read: Reader, row: Flow) -> dict[str, Any]:
    (version,) = read.children(FlowVersion, row)
    trigger = {**version.trigger, **({} if version.event_type is None else {"event_type": version.event_type})}
    return {
        **read.item(row),
        "trigger": trigger,
        "input": version.input,
        "deadline": version.deadline,
        "steps": [_lifted(read, step) for step in read.children(FlowStep, version)],
    }


def _lifted(read: Reader, row: FlowStep) -> dict[str, Any]:
    item = read.item(row)
    return {"id": item.pop("key"), "kind": item.pop("kind"), "with": item.pop("arguments"), **item}


#: What only some kinds of step have.
_ROUTES = ("save_as", "next", "retry", "on_error", "on_timeout", "on_rejected")
