"""One advance of a run under way: a state machine, and long for that reason.

Every change of the run is the effect of a trace, so that the traces alone give the run again.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from atelier_cli.flows.commands import Command, Perform, SetTimer, Withdraw, idempotency_key
from atelier_cli.flows.definition import END, FAIL, HALT, FlowDefinition, StepDefinition
from atelier_cli.flows.happening import Happened, Happening, RetryDue
from atelier_cli.flows.run import Fault, Reason, Run, Status
from atelier_cli.flows.scope import scope_of
from atelier_cli.flows.trace import Kind, Trace, apply
from atelier_cli.language.backoff import pause
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.instants import format_instant
from atelier_cli.language.scope import Scope
from atelier_cli.language.steps import STEPS
from atelier_cli.language.steps.protocol import (
    Answered,
    AwaitEvent,
    CallAction,
    CallSkill,
    Decided,
    Done,
    Expired,
    Failed,
    Judged,
    Next,
    OpenTask,
    Passed,
    Refused,
    Rejected,
    Unanswered,
    Waits,
)
from atelier_cli.language.steps.protocol import Command as StepCommand


@dataclass(slots=True)
class Leg:
    """One advance under way."""

    definition: FlowDefinition
    run: Run
    at: datetime
    traces: list[Trace] = field(default_factory=list)
    commands: list[Command] = field(default_factory=list)
    #: The steps begun since something happened: one that comes round again would do so for ever.
    begun: set[str] = field(default_factory=set)

    # What happens.

    def resume(self, happening: Happened) -> None:
        step, what = self.definition.steps[happening.step], happening.what
        if isinstance(what, Decided):
            what = replace(what, agreed=self.run.agreed)
        try:
            found = STEPS[step.kind].resume(step.step, self.scope(), what)
        except EvaluationError as error:
            found = Failed("unevaluable", error.message)
        if isinstance(what, Decided) and not isinstance(found, Refused):
            self.decided(what, found)
        if isinstance(found, Failed):
            self.go(self.failed(step, found, happening.chance, is_effect=isinstance(what, Answered | Unanswered)))
        else:
            self.go(self.follow(step, found))

    def retry(self) -> None:
        step = self.definition.steps[str(self.run.step)]
        self.move("running")
        self.trace("step.attempted", **self.here(step), attempt=self.run.attempt + 1)
        self.go(self.begin(step))

    def late(self, happening: Happening) -> None:
        """Traces what comes too late, or to a run that waits for something else: it changes nothing."""
        step = happening.step if isinstance(happening, Happened | RetryDue) else None
        what = happening.what if isinstance(happening, Happened) else happening
        self.trace("late", step_id=step, payload={"what": type(what).__name__})

    # Where the run goes.

    def go(self, target: str | None) -> None:
        """Begins the step, and whatever follows it at once; None is to stay."""
        while target is not None:
            target = self.enter(target)

    def enter(self, target: str) -> str | None:
        if self.run.status == "waiting":
            self.move("running")
        if target == END:
            self.move("succeeded")
            return None
        if target in self.begun:
            self.move("failed", "definition_error", _endless(target))
            return None
        self.begun.add(target)
        step = self.definition.steps[target]
        visit = self.run.visits.get(target, 0) + 1
        self.trace("step.started", step_id=target, step_kind=step.kind, visit=visit, attempt=1)
        return self.begin(step)

    def begin(self, step: StepDefinition) -> str | None:
        try:
            found = STEPS[step.kind].begin(step.step, self.scope())
        except EvaluationError as error:
            found = Failed("unevaluable", error.message)
        if isinstance(found, StepCommand):
            self.ask(step, found)
            return None
        return self.follow(step, found)

    def ask(self, step: StepDefinition, command: StepCommand) -> None:
        run = self.run
        self.commands.append(Perform(step.id, run.visit, run.attempt, command, idempotency_key(run)))
        match command:
            case CallSkill(skill, given):
                self.trace("step.called", **self.here(step), attempt=run.attempt, skill=skill, payload={"input": given})
            case CallAction(product, action, payload):
                self.trace(
                    "step.called",
                    **self.here(step),
                    attempt=run.attempt,
                    product=product,
                    action=action,
                    payload={"payload": payload},
                )
            case OpenTask(assignee, _, due):
                self.trace("task.opened", **self.here(step), payload={"assignee": assignee, "due": _text(due)})
                self.wait("wait_human", step, due)
            case AwaitEvent(event_type, _, until, key):
                known = None if key is None else str(key[1])
                self.trace(
                    "event.awaited",
                    **self.here(step),
                    event_type=event_type,
                    event_key=known,
                    payload={"until": _text(until)},
                )
                self.wait("wait_event", step, until)

    def wait(self, reason: Reason, step: StepDefinition, until: datetime | None) -> None:
        self.move("waiting", reason)
        if until is not None:
            self.commands.append(SetTimer("timeout", until, step.id, self.run.visit))

    def follow(self, step: StepDefinition, found: Next) -> str | None:
        """What a step says is next, as a step to begin; None to stay, or where the run is over."""
        clash = self.clash(step, found)
        target: str | None = None
        match clash or found:
            case Failed() as failed:
                target = self.failed(step, failed)
            case Done(output):
                self.complete(step, output)
                target = step.next
            case Rejected(output):
                self.complete(step, output)
                target = self.route(step.on_rejected, "rejected", Fault("rejected", "the task was rejected", step.id))
            case Expired(output):
                self.trace("step.expired", **self.here(step))
                if output is not None:
                    self.complete(step, output)
                target = self.route(step.on_timeout or FAIL, "timeout", Fault("timeout", "the time was up", step.id))
            case Passed(to, judged):
                self.trace(
                    "gate.evaluated", **self.here(step), gate_result=judged.result, payload=_judged(step, judged)
                )
                target = self.route(to, "gate_halt", None)
            case Waits(_, Judged() as judged):
                self.trace("event.unmatched", **self.here(step), payload=_judged(step, judged))
            case Refused(code, message):
                self.trace("refused", **self.here(step), error_code=code, payload={"message": message})
        return target

    def clash(self, step: StepDefinition, found: Next) -> Failed | None:
        """The failure of an output whose members have names that other steps have given to the context."""
        if step.save_as is not None or not isinstance(found, Done | Rejected | Expired):
            return None
        sources = self.run.sources
        taken = sorted(name for name in _saved(step, found.output) if sources.get(name, step.id) != step.id)
        if not taken:
            return None
        names = ", ".join(f"`{name}` of `{sources[name]}`" for name in taken)
        return Failed("collision", f"the context already has {names}: give the output a name of its own with `save_as`")

    def complete(self, step: StepDefinition, output: Any) -> None:
        """Keeps a step's output."""
        self.trace(
            "step.completed",
            **self.here(step),
            attempt=self.run.attempt,
            **_called(step),
            **_artifact(step, output),
            payload={"output": output, "saved": _saved(step, output)},
        )

    def failed(
        self, step: StepDefinition, failed: Failed, chance: float = 0.0, *, is_effect: bool = False
    ) -> str | None:
        """The way on after a failure: another attempt, `on_timeout` or `on_error`, or the end."""
        judged = {} if failed.judged is None else _judged(step, failed.judged)
        payload = {"message": failed.message, **judged}
        self.trace("step.failed", **self.here(step), attempt=self.run.attempt, error_code=failed.code, payload=payload)
        is_unknown = failed.unknown and step.contract.effect == "at_most_once"
        if is_effect and not is_unknown and self.may_retry(step, failed.code):
            self.wait_for_retry(step, chance)
            return None
        fault = Fault(failed.code, failed.message, step.id)
        if is_unknown:
            return self.route(step.on_error, "outcome_unknown", fault)
        if failed.code == "timeout":
            return self.route(step.on_timeout or step.on_error, "timeout", fault)
        return self.route(step.on_error, "retries_exhausted" if is_effect else "definition_error", fault)

    def may_retry(self, step: StepDefinition, code: str) -> bool:
        retry = step.retry
        return (
            retry is not None
            and self.run.attempt < retry.max_attempts
            and (not retry.retry_on or code in retry.retry_on)
        )

    def wait_for_retry(self, step: StepDefinition, chance: float) -> None:
        if step.retry is None:
            raise ValueError("a step without `retry` is not tried again")
        due = self.at + pause(step.retry, self.run.attempt, chance)
        self.move("waiting", "wait_retry")
        self.commands.append(SetTimer("retry", due, step.id, self.run.visit))

    def route(self, target: str, reason: Reason, fault: Fault | None) -> str | None:
        """The step to begin; None where the way on is to fail or to halt."""
        if target not in {FAIL, HALT}:
            return target
        self.move("failed" if target == FAIL else "halted", reason, fault)
        return None

    # How the run changes.

    def move(
        self, status: Status, reason: Reason | None = None, fault: Fault | None = None, *, by: str | None = None
    ) -> None:
        before = self.run
        if before.status == "waiting" and status != "waiting":
            self.commands.append(Withdraw(str(before.step), before.visit))
        self.trace(
            "run.moved",
            step_id=before.step,
            status_from=before.status,
            status_to=status,
            actor_kind=None if by is None else "user",
            actor_id=by,
            error_code=None if fault is None else fault.code,
            payload={"reason": reason, "fault": None if fault is None else asdict(fault)},
        )

    def decided(self, what: Decided, found: Next) -> None:
        self.trace(
            "task.decided",
            step_id=self.run.step,
            step_kind="human_task",
            visit=self.run.visit,
            actor_kind="user",
            actor_id=what.by,
            decision=what.decision,
            payload={"agreed": list(found.agreed if isinstance(found, Waits) else what.agreed), "data": what.data},
        )

    def trace(self, kind: Kind, **columns: Any) -> None:
        trace = Trace(seq=self.run.next_seq, at=self.at, kind=kind, **columns)
        self.run = apply(self.run, trace)
        self.traces.append(trace)

    def here(self, step: StepDefinition) -> dict[str, Any]:
        return {"step_id": step.id, "step_kind": step.kind, "visit": self.run.visit}

    def scope(self) -> Scope:
        """What the step can read; its `$now` is when the visit began, so that every attempt sends the same."""
        definition = self.definition
        return scope_of(self.run, definition.config, definition.names, self.run.entered_at or self.at)


def _endless(step: str) -> Fault:
    return Fault("endless", f"`{step}` comes round again with nothing happening in between", step)


def _text(instant: datetime | None) -> str | None:
    return None if instant is None else format_instant(instant)


def _saved(step: StepDefinition, output: Any) -> dict[str, Any]:
    """What of an output stands in the context, and under which names."""
    if step.save_as is not None:
        return {step.save_as: output}
    return dict(output) if isinstance(output, Mapping) else {}


def _judged(step: StepDefinition, judged: Judged) -> dict[str, Any]:
    said = step.step.said
    text = getattr(said, "expression", None) or getattr(said, "match", None)
    return {"expression": text, "operands": dict(judged.operands), "problem": judged.problem}


def _called(step: StepDefinition) -> dict[str, Any]:
    said = step.step.said
    return {name: getattr(said, name, None) for name in ("skill", "product", "action", "event_type")}


def _artifact(step: StepDefinition, output: Any) -> dict[str, Any]:
    if step.contract.artifact is None:
        return {}
    kind, path = step.contract.artifact
    for name in path.split("."):
        output = output.get(name) if isinstance(output, Mapping) else None
    return {"artifact_kind": kind, "artifact_id": None if output is None else str(output)}
