"""Waits for an event on the bus, and keeps its envelope.

The match reads `event` and `payload` beside what a gate reads. It should hold an equality between the event and the
context, by which the waiting runs are found; a wait for any event of the type says `broadcast: true`.

Example:
    `{kind: event_wait, with: {eventType: janice.call.answered, match: payload.call_id == context.call.call_id}}`
"""

from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import Field

from atelier_cli.language.durations import add_to_instant, opposite, parse_duration
from atelier_cli.language.scope import Scope
from atelier_cli.language.steps.protocol import (
    Arrived,
    AwaitEvent,
    Command,
    Done,
    Expired,
    Failed,
    Happening,
    Judged,
    Next,
    Refused,
    Step,
    TimedOut,
    Waits,
)
from atelier_cli.language.types import DATETIME, STRING, Type, object_of
from atelier_cli.language.words import EventCode, Expression, Model

LABEL = "Wait for an event"


class With(Model):
    """Which event, and how long to wait for it."""

    event_type: EventCode = Field(
        alias="eventType", description="The type of the event.", examples=["janice.call.answered"]
    )
    match: Expression | None = Field(
        None, description="Which events of the type.", examples=["payload.call_id == context.call.call_id"]
    )
    timeout_ms: Annotated[int, Field(ge=1)] | None = Field(
        None, alias="timeoutMs", description="The longest time to wait, in milliseconds.", examples=[259200000]
    )
    lookback: str = Field(
        "run_start",
        description="Since when buffered events count: `run_start`, `step_start`, or a duration before the step.",
        examples=["run_start", "step_start", "P1D"],
    )
    broadcast: bool = Field(default=False, description="Whether any event of the type is meant.")


def begin(step: Step[With], scope: Scope) -> Command | Next:
    said = step.said
    now: datetime = scope.roots["now"]
    since = _since(said.lookback, scope)
    if since is None:
        return Failed("invalid_lookback", f"expected run_start, step_start or a duration, found `{said.lookback}`")
    until = None if said.timeout_ms is None else now + timedelta(milliseconds=said.timeout_ms)
    key = None
    if step.correlated is not None:
        event_path, run_path = step.correlated
        key = (event_path, _read(scope.roots, run_path))
    return AwaitEvent(said.event_type, since, until, key)


def resume(step: Step[With], scope: Scope, happening: Happening) -> Next:
    match happening:
        case TimedOut():
            return Expired()
        case Arrived(event):
            judged = Judged(result=True) if step.judge is None else step.judge(_with_event(scope, event))
            return Done(dict(event)) if judged.result else Waits(judged=judged)
        case _:
            return Refused("not_waiting", f"the step `{step.id}` waits for an event")


def _with_event(scope: Scope, event: Any) -> Scope:
    return Scope({**scope.roots, "event": event, "payload": event["payload"]})


def _since(lookback: str, scope: Scope) -> datetime | None:
    now: datetime = scope.roots["now"]
    match lookback:
        case "run_start":
            started: datetime = scope.roots["run"]["started_at"]
            return started
        case "step_start":
            return now
        case _:
            span = parse_duration(lookback)
            return None if span is None else add_to_instant(now, opposite(span))


def _read(roots: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        roots = roots.get(name) if isinstance(roots, dict) else None
    return roots


def output(answer: Type) -> Type | None:
    return envelope(answer)


def envelope(payload: Type) -> Type:
    """The type of an event whose payload is of the given type."""
    members = dict.fromkeys(("org_id", "event_type", "product", "idempotency_key"), STRING)
    return object_of({**members, "occurred_at": DATETIME, "payload": payload})
