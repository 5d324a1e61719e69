"""The traces of a run: one row for each thing that happened, from which the run itself can be built again.

The kernel changes a run in no other way than by writing a trace: so replaying a run's traces gives the run.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from atelier_cli.flows.moves import check_move
from atelier_cli.flows.run import Fault, Run, Status
from atelier_cli.language.instants import parse_instant

Kind = Literal[
    "run.created",
    "run.moved",
    "step.started",
    "step.called",
    "step.attempted",
    "step.completed",
    "step.failed",
    "step.expired",
    "gate.evaluated",
    "task.opened",
    "task.decided",
    "event.awaited",
    "event.unmatched",
    "refused",
    "late",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One row of a run's history."""

    seq: int
    at: datetime
    kind: Kind
    step_id: str | None = None
    step_kind: str | None = None
    visit: int | None = None
    attempt: int | None = None
    status_from: Status | None = None
    status_to: Status | None = None
    actor_kind: str | None = None
    actor_id: str | None = None
    skill: str | None = None
    product: str | None = None
    action: str | None = None
    event_type: str | None = None
    event_key: str | None = None
    artifact_kind: str | None = None
    artifact_id: str | None = None
    decision: str | None = None
    gate_result: bool | None = None
    error_code: str | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)


def apply(run: Run, trace: Trace) -> Run:
    """The run after what the trace tells. Raises `IllegalMoveError` for a move that no run makes."""
    change = _CHANGES.get(trace.kind)
    return replace(run if change is None else change(run, trace), next_seq=trace.seq + 1)


def replay(traces: Iterable[Trace]) -> Run:
    """The run that the traces tell of, from its creation on."""
    first, *rest = traces
    run = created(first)
    for trace in rest:
        run = apply(run, trace)
    return run


def created(trace: Trace) -> Run:
    """The run that a trace of its creation tells of."""
    facts = dict(trace.payload)
    until = facts.pop("deadline")
    deadline = None if until is None else parse_instant(until)
    return Run(**facts, started_at=trace.at, deadline=deadline, next_seq=trace.seq + 1)


def _moved(run: Run, trace: Trace) -> Run:
    if trace.status_to is None:
        raise ValueError("a move leads to a state")
    check_move(run.status, trace.status_to)
    fault = trace.payload.get("fault")
    return replace(
        run,
        status=trace.status_to,
        reason=trace.payload.get("reason"),
        fault=None if fault is None else Fault(**fault),
    )


def _started(run: Run, trace: Trace) -> Run:
    visit = trace.visit or 0
    return replace(
        run,
        step=trace.step_id,
        visit=visit,
        attempt=1,
        entered_at=trace.at,
        visits={**run.visits, str(trace.step_id): visit},
        agreed=(),
    )


def _attempted(run: Run, trace: Trace) -> Run:
    return replace(run, attempt=trace.attempt or 0)


def _decided(run: Run, trace: Trace) -> Run:
    return replace(run, agreed=tuple(trace.payload.get("agreed", ())))


def _completed(run: Run, trace: Trace) -> Run:
    saved = trace.payload.get("saved", {})
    step = str(trace.step_id)
    return replace(
        run,
        outputs={**run.outputs, step: trace.payload["output"]},
        context={**run.context, **saved},
        sources={**run.sources, **dict.fromkeys(saved, step)},
    )


#: What each kind of trace changes in the run; the others only tell.
_CHANGES: dict[Kind, Callable[[Run, Trace], Run]] = {
    "run.moved": _moved,
    "step.started": _started,
    "step.attempted": _attempted,
    "task.decided": _decided,
    "step.completed": _completed,
}
