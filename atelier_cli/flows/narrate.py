"""Tells the steps of a dry run from its traces, and from where the answers came."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from atelier_cli.flows.definition import FlowDefinition, StepDefinition
from atelier_cli.flows.report import Proof, StepReport
from atelier_cli.flows.summary import summary
from atelier_cli.flows.trace import Kind, Trace
from atelier_cli.flows.world import Response, is_local

#: Where a run that is over has gone.
_ENDS = {"succeeded": "end", "failed": "fail", "halted": "halt"}
_WAITS = {"human_task", "event_wait"}
#: What an action of this tenant proves that was called.
_CALLED = {"previewed", "applied"}


@dataclass(slots=True)
class Narration:
    """The steps so far."""

    definition: FlowDefinition
    drafts: list[StepReport] = field(default_factory=list)

    def read(self, traces: Iterable[Trace]) -> None:
        for trace in traces:
            if trace.kind == "step.started":
                self._route(str(trace.step_id))
                step = self.definition.steps[str(trace.step_id)]
                detail = dict(_SAID[step.kind](step.step.said))
                # Until something answers, all that is proved is that its own values were evaluated.
                self.drafts.append(StepReport(step.id, step.kind, trace.visit or 1, "evaluated", "", detail))
            elif trace.kind == "run.moved" and trace.status_to in _ENDS:
                self._route(_ENDS[trace.status_to])
            elif trace.kind in _TOLD:
                self._tell(_TOLD[trace.kind](trace))

    def answered(self, step: StepDefinition, response: Response) -> None:
        """Notes what the present step proves, now that something answers it."""
        self._tell({"from": response.source})
        looked_at = is_local(step) and response.source not in _CALLED
        proves: Proof = "would wait" if step.kind in _WAITS else "checked" if looked_at else response.source
        self.drafts[-1] = replace(self.drafts[-1], proves=proves)

    def reports(self) -> tuple[StepReport, ...]:
        return tuple(replace(draft, summary=summary(draft)) for draft in self.drafts)

    def _route(self, target: str) -> None:
        if self.drafts and self.drafts[-1].route is None:
            self.drafts[-1] = replace(self.drafts[-1], route=target)

    def _tell(self, told: dict[str, Any]) -> None:
        """Adds to the present step's detail; what is told in a list is added to it."""
        if not self.drafts:
            return
        detail = dict(self.drafts[-1].detail)
        for name, value in told.items():
            detail[name] = [*detail.get(name, []), *value] if isinstance(value, list) else value
        self.drafts[-1] = replace(self.drafts[-1], detail=detail)


def _task(said: Any) -> dict[str, Any]:
    known = {"assignee": said.assignee, "description": said.description, "form": said.form}
    return {**known, "approvals": said.approvals if said.approvals > 1 else None}


#: What a step says of itself, by kind; what is None is left out of the report.
_SAID: dict[str, Callable[[Any], dict[str, Any]]] = {
    "gate": lambda said: {"expression": said.expression},
    "sage_skill": lambda said: {"skill": said.skill},
    "product_action": lambda said: {"action": f"{said.product}/{said.action}"},
    "human_task": _task,
    "event_wait": lambda said: {"event_type": said.event_type, "expression": said.match},
}


def _failure(trace: Trace) -> dict[str, Any]:
    failure = {"attempt": trace.attempt, "code": trace.error_code, "message": trace.payload["message"]}
    operands = trace.payload.get("operands")
    return {"failures": [failure], **({} if operands is None else {"operands": operands})}


def _decision(trace: Trace) -> dict[str, Any]:
    decision = {"decision": trace.decision, "by": trace.actor_id, "data": trace.payload["data"]}
    return {"decisions": [decision]}


#: What a trace adds to the detail of its step.
_TOLD: dict[Kind, Callable[[Trace], dict[str, Any]]] = {
    "step.called": lambda trace: dict(trace.payload),
    "task.opened": lambda trace: {"until": trace.payload["due"]},
    "event.awaited": lambda trace: {"until": trace.payload["until"]},
    "gate.evaluated": lambda trace: {"operands": trace.payload["operands"], "result": trace.gate_result},
    "step.failed": _failure,
    "step.completed": lambda trace: {"output": trace.payload["output"], "saved": list(trace.payload["saved"])},
    "step.expired": lambda _trace: {"expired": True},
    "task.decided": _decision,
    "event.unmatched": lambda trace: {
        "operands": trace.payload["operands"],
        "result": False,
        "unmatched": trace.payload["problem"] or "the match is false",
    },
    "refused": lambda trace: {"refused": [{"code": trace.error_code, "message": trace.payload["message"]}]},
}
