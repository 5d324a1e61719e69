"""Advances a run: from a definition, a run and a happening to the run after it, its traces and commands.

Pure: no clock, no I/O, no randomness. A run goes on from step to step until something has to be asked of the world, or
it is over; so consecutive gates are one advance.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from atelier_cli.flows.commands import Command, SetTimer
from atelier_cli.flows.definition import FlowDefinition
from atelier_cli.flows.happening import Cancelled, Claimed, DeadlineReached, Happened, Happening, RetryDue
from atelier_cli.flows.leg import Leg
from atelier_cli.flows.run import Fault, Run
from atelier_cli.flows.scope import scope_of
from atelier_cli.flows.trace import Trace, created
from atelier_cli.language.deadlines import deadline
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.instants import format_instant
from atelier_cli.language.steps.protocol import Answered, Arrived, Decided, TimedOut, Unanswered

Advanced = tuple[Run, tuple[Trace, ...], tuple[Command, ...]]


def advance(definition: FlowDefinition, run: Run, happening: Happening) -> Advanced:
    """The run after a happening, what there is to trace, and what the host is to do."""
    leg = Leg(definition, run, happening.at)
    match happening:
        case _ if run.is_over:
            leg.late(happening)
        case Cancelled():
            leg.move("halted", "cancelled", by=happening.by)
        case DeadlineReached() if run.deadline is not None and happening.at >= run.deadline:
            leg.move("failed", "deadline", Fault("deadline", "the time of the run is up", run.step))
        case Claimed() if run.status == "pending":
            leg.move("running")
            leg.go(definition.first)
        case RetryDue() if run.reason == "wait_retry" and (happening.step, happening.visit) == (run.step, run.visit):
            leg.retry()
        case Happened() if _concerns(happening, run):
            leg.resume(happening)
        case _:
            leg.late(happening)
    return _result(leg)


def create(
    definition: FlowDefinition,
    *,
    id: str,
    org_id: str,
    initiator: str,
    at: datetime,
    input: Any = None,
    event: Mapping[str, Any] | None = None,
) -> Advanced:
    """A new run, pending, with its deadline; a run whose deadline makes no sense has failed."""
    facts = {
        "id": id,
        "org_id": org_id,
        "flow": definition.name,
        "version": definition.number,
        "initiator": initiator,
        "input": input,
        "event": event,
    }
    first = Trace(seq=1, at=at, kind="run.created", payload={**facts, "deadline": None})
    due, fault = _deadline(definition, created(first))
    if due is not None:
        first = replace(first, payload={**facts, "deadline": format_instant(due)})
    leg = Leg(definition, created(first), at, [first])
    if fault is not None:
        leg.move("failed", "definition_error", fault)
    elif due is not None:
        leg.commands.append(SetTimer("deadline", due))
    return _result(leg)


def _deadline(definition: FlowDefinition, run: Run) -> tuple[datetime | None, Fault | None]:
    if definition.deadline is None:
        return None, None
    try:
        value = definition.deadline(scope_of(run, definition.config, definition.names, run.started_at))
    except EvaluationError as error:
        return None, Fault("invalid_deadline", error.message)
    due = deadline(value, run.started_at)
    if due is None:
        return None, Fault("invalid_deadline", f"expected a date, an instant or a duration, found `{value}`")
    return due, None


def _concerns(happening: Happened, run: Run) -> bool:
    """Whether the run waits for such a thing, at this very step and visit; the attempt counts for what is called."""
    if (happening.step, happening.visit) != (run.step, run.visit):
        return False
    match happening.what:
        case Answered() | Unanswered():
            return run.status == "running" and happening.attempt == run.attempt
        case Arrived():
            return run.reason == "wait_event"
        case Decided():
            return run.reason == "wait_human"
        case TimedOut():
            return run.reason in {"wait_event", "wait_human"}


def _result(leg: Leg) -> Advanced:
    return leg.run, tuple(leg.traces), tuple(leg.commands)
