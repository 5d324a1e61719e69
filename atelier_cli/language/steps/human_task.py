"""Gives a person, or whoever has a role, a task, and waits for the decision.

`approved` and `answered` go on, with data that satisfies the form; `rejected` takes `on_rejected`. A task whose time is
up takes `on_timeout`, and never approves itself. The output is `{decision, by, at, data}`.

Example:
    `{kind: human_task, with: {assignee: "role:director", description: Sign or refuse.}, on_rejected: halt}`
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from atelier_cli import names
from atelier_cli.language.deadlines import deadline
from atelier_cli.language.instants import format_instant
from atelier_cli.language.scope import Scope
from atelier_cli.language.steps.protocol import (
    Command,
    Decided,
    Done,
    Expired,
    Failed,
    Happening,
    Next,
    OpenTask,
    Refused,
    Rejected,
    Step,
    TimedOut,
    Waits,
    listed,
)
from atelier_cli.language.types import DATETIME, STRING, Type, object_of
from atelier_cli.language.words import JsonSchema, Model, NonEmpty, Value

LABEL = "Task for a person"


class With(Model):
    """Whose task, and what it is."""

    assignee: Annotated[str, Field(pattern=names.ASSIGNEE)] = Field(
        description="`user:<key>`, or `role:<name>` for whoever has the role.", examples=["role:director"]
    )
    description: NonEmpty = Field(description="What there is to do.", examples=["Read the draft and sign it."])
    deadline: Value = Field(
        None, description="When it must be done: a date, a duration, or based on `$now`.", examples=["P5D"]
    )
    form: JsonSchema | None = Field(None, description="The schema of what is to be filled in.")
    approvals: Annotated[int, Field(ge=1)] = Field(1, description="How many people must approve.", examples=[2])
    forbid: list[Literal["initiator"]] = Field(
        default_factory=list, description="Who must not decide: whoever started the flow.", examples=[["initiator"]]
    )


def begin(step: Step[With], scope: Scope) -> Command | Next:
    said = step.said
    due = None
    if said.deadline is not None:
        value = step.values["deadline"](scope)
        due = deadline(value, scope.roots["now"])
        if due is None:
            return Failed("invalid_deadline", f"expected a date, an instant or a duration, found `{value}`")
    return OpenTask(said.assignee, said.description, due, said.form, said.approvals)


def resume(step: Step[With], scope: Scope, happening: Happening) -> Next:
    match happening:
        case TimedOut(at):
            return Expired(_output("expired", None, at, None))
        case Decided(decision, by, at, data):
            refusal = _refusal(step, scope, happening)
            if refusal is not None:
                return refusal
            if decision == "rejected":
                return Rejected(_output(decision, by, at, data))
            agreed = (*happening.agreed, by)
            return Done(_output(decision, by, at, data)) if len(agreed) >= step.said.approvals else Waits(agreed)
        case _:
            return Refused("not_waiting", f"the step `{step.id}` waits for a decision")


def _refusal(step: Step[With], scope: Scope, decided: Decided) -> Refused | None:
    """Why the decision does not count; None where it does."""
    if decided.decision not in {"approved", "rejected", "answered"}:
        return Refused("unknown_decision", f"expected approved, rejected or answered, found `{decided.decision}`")
    if "initiator" in step.said.forbid and decided.by == scope.roots["run"]["initiator"]:
        return Refused("four_eyes", "whoever started the flow must not decide")
    if decided.by in decided.agreed:
        return Refused("already_decided", f"`{decided.by}` has agreed already")
    problems = () if decided.decision == "rejected" else step.gives(decided.data)
    if problems:
        return Refused("invalid_answer", listed("the form is not filled in as it should be", problems))
    return None


def _output(decision: str, by: str | None, at: datetime, data: Any) -> dict[str, Any]:
    return {"decision": decision, "by": by, "at": format_instant(at), "data": data}


def output(answer: Type) -> Type | None:
    """The decision, who took it and when, and the form as it was filled in."""
    return object_of({"decision": _DECISION, "by": STRING.or_null(), "at": DATETIME, "data": answer.or_null()})


_DECISION = Type("enum", choices=("approved", "rejected", "answered", "expired"))
