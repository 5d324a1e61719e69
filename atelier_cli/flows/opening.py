"""What opens a flow in a dry run: the event it starts from, judged by its match."""

from dataclasses import dataclass
from typing import Any

from atelier_cli.flows.definition import FlowDefinition
from atelier_cli.flows.report import Finding, StepReport
from atelier_cli.flows.world import Sender, World, trigger_event
from atelier_cli.language.scope import Scope
from atelier_cli.language.steps.protocol import Judged


@dataclass(frozen=True, slots=True)
class Opening:
    """The event that opens a flow, how that is told, and what keeps it from doing so; empty for other flows."""

    event: dict[str, Any] | None = None
    report: StepReport | None = None
    findings: tuple[Finding, ...] = ()


def opening(definition: FlowDefinition, world: World, sender: Sender, given: Any) -> Opening:
    """What opens a flow whose input is given."""
    trigger = definition.trigger
    if trigger.event_type is None:
        return Opening()
    event, source, stuck = trigger_event(world, trigger, sender)
    if stuck:
        return Opening(findings=(Finding("trigger", stuck),))
    judged = Judged(result=True)
    if trigger.judge is not None:
        roots = {"event": event, "payload": event["payload"], "input": given, "config": definition.config}
        judged = trigger.judge(Scope(roots))
    opens = judged.result is True
    report = StepReport(
        step="",
        kind="event",
        visit=1,
        proves=source if trigger.judge is None else "evaluated",
        summary=f"{trigger.event_type} {'opens the flow' if opens else 'does not open the flow'}",
        detail={
            "event_type": trigger.event_type,
            "expression": trigger.match,
            "operands": judged.operands,
            "result": judged.result,
            "from": source,
            "output": event,
        },
        route=definition.first if opens else None,
    )
    if opens:
        return Opening(event, report)
    why = judged.problem or f"`{trigger.match}` is false of the {source} event"
    help_ = f"say another with --assume event.{trigger.event_type}={{...}}"
    return Opening(None, report, (Finding("trigger", f"the flow is not opened: {why}", help_),))
