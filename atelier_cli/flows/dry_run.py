"""Runs a flow as it would go, in memory: the kernel's own routing, a world of assumptions, fixtures and examples.

Nothing is written and nobody is asked.
"""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from atelier_cli.flows.definition import FlowDefinition
from atelier_cli.flows.engine import create
from atelier_cli.flows.example import example
from atelier_cli.flows.memory_host import MemoryHost
from atelier_cli.flows.narrate import Narration
from atelier_cli.flows.opening import opening
from atelier_cli.flows.report import DryRun, Finding
from atelier_cli.flows.world import Sender, World
from atelier_cli.language.instants import format_instant

#: How often a dry run begins a step before it takes the flow to go round in circles.
MOST_VISITS = 10


@dataclass(frozen=True, slots=True)
class Start:
    """How a dry run starts."""

    tenant: str
    run_id: str
    org_id: str
    initiator: str
    at: datetime
    input: Any = None


def dry_run(definition: FlowDefinition, start: Start, world: World, most_visits: int = MOST_VISITS) -> DryRun:
    """What a run of the flow does, step by step, and what each step proves."""
    given, input_from, findings = _input(definition, start)
    told = DryRun(
        flow=definition.name,
        label=definition.label,
        version=definition.number,
        tenant=start.tenant,
        status="not_started",
        findings=findings,
        input=given,
        input_from=input_from,
        started_at=format_instant(start.at),
    )
    if findings:
        return told
    opened = opening(definition, world, Sender(start.org_id, "trigger", start.at), given)
    told = replace(told, findings=opened.findings, trigger=opened.report)
    if opened.findings:
        return told
    first = create(
        definition,
        id=start.run_id,
        org_id=start.org_id,
        initiator=start.initiator,
        at=start.at,
        input=given,
        event=opened.event,
    )
    host = MemoryHost(definition, world, start.org_id, start.at, most_visits, Narration(definition), first[0])
    host.take(first)
    host.go()
    return _ended(told, host)


def _ended(told: DryRun, host: MemoryHost) -> DryRun:
    return replace(
        told,
        status=host.run.status,
        status_reason=host.run.reason,
        fault=None if host.run.fault is None else asdict(host.run.fault),
        stopped=host.stopped,
        steps=host.narration.reports(),
        context=host.run.context,
        ended_at=format_instant(host.now),
    )


def _input(definition: FlowDefinition, start: Start) -> tuple[Any, str | None, tuple[Finding, ...]]:
    """The input, where it is from, and what is wrong with it; without one, an example is made."""
    schema = definition.input_schema
    if schema is None:
        wrong = start.input is not None
        return None, None, (Finding("input", "the flow takes no input", "leave --input out"),) if wrong else ()
    given, input_from = (example(schema), "example") if start.input is None else (start.input, "given")
    remedy = "give one with --input" if start.input is None else ""
    problems = definition.takes(given)
    findings = (Finding(".".join(["input", *map(str, one.path)]), one.message, remedy) for one in problems)
    return given, input_from, tuple(findings)
