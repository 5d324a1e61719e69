"""The shapes of an action's report as JSON, which `atelier schema report` describes."""

from typing import Annotated, Any, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

Result = Literal["valid", "invalid", "unevaluable", "pending"]
Pointer = Annotated[str, Field(description="A JSON pointer to what it is about.", examples=["/parameters/note"])]


class ConstraintShape(TypedDict):
    type: Annotated[str, Field(description="The word of the constraint.", examples=["max_length"])]
    result: Result


class ParameterShape(TypedDict):
    result: Result
    visible: Annotated[bool, Field(description="Whether the form shows it.")]
    required: Annotated[bool, Field(description="Whether it must have a value.")]
    source: Annotated[Literal["caller", "default", "none"], Field(description="Who gave its value.")]
    constraints: list[ConstraintShape]


class CriterionShape(TypedDict):
    key: str
    type: Annotated[str, Field(description="The word of the criterion.", examples=["field"])]
    enforcement: Annotated[Literal["gate", "classify"], Field(description="Whether it refuses, or only tells.")]
    result: Result
    message: str
    parameter: NotRequired[Annotated[str, Field(description="The only parameter that it reads.")]]
    config: NotRequired[Annotated[Any, Field(description="What it asks, for those who may edit the action.")]]


class CreateShape(TypedDict):
    key: str
    entity_type: str
    id: Annotated[str, Field(description="The id of the new entity; that of a preview is nobody's.")]
    fields: dict[str, Any]


class EditShape(TypedDict):
    target: Annotated[str, Field(description="`TYPE/ID`.", examples=["pothole_report/42"])]
    field: str
    before: Any
    after: Any


class EffectShape(TypedDict):
    key: str
    event: str
    payload: dict[str, Any]
    error: NotRequired[Annotated[str, Field(description="Why the payload is not what the event asks for.")]]


class PlanShape(TypedDict):
    creates: list[CreateShape]
    edits: list[EditShape]
    effects: list[EffectShape]


class ErrorShape(TypedDict):
    code: Annotated[str, Field(description="A stable word.", examples=["gate_failed"])]
    at: Pointer
    message: str
    retryable: Annotated[bool, Field(description="Whether the very same request may succeed later.")]
    fields: NotRequired[Annotated[list[str], Field(description="The fields that changed meanwhile.")]]


class ReportShape(TypedDict):
    """What an action answers: the same for every exit, and for each item of a bulk."""

    ok: Annotated[bool, Field(description="Whether nothing speaks against it.")]
    outcome: Annotated[
        Literal["applied", "noop", "accepted", "rejected", "failed"] | None,
        Field(description="What came of it; null where nothing was to be applied."),
    ]
    phase: Annotated[str, Field(description="The stage that refused it, or the last one.", examples=["gates"])]
    action: Annotated[str | None, Field(description="The key of the action.")]
    version: Annotated[int | None, Field(description="Counted up whenever the action's rows change.")]
    org: Annotated[str, Field(description="The tenant.")]
    target: Annotated[str | None, Field(description="`TYPE/ID`.")]
    etag: Annotated[str | None, Field(description="What `--if-match` takes: the target as the action sees it.")]
    plan_digest: Annotated[str | None, Field(description="The same in a preview and in its apply.")]
    now: Annotated[str, Field(description="The instant of the run.")]
    replayed: Annotated[bool, Field(description="Whether it was answered before, to the same idempotency key.")]
    parameters: dict[str, ParameterShape]
    criteria: list[CriterionShape]
    classification: dict[str, bool | None]
    plan: PlanShape
    errors: list[ErrorShape]
    submission: Annotated[str | None, Field(description="Of an action that is applied later: its submission.")]
    items: Annotated[list["ReportShape"] | None, Field(description="Of a bulk: a report for each target, in order.")]


class SubmissionShape(TypedDict):
    id: str
    action: Annotated[str, Field(description="`APP/MODEL:KEY`.")]
    actor: Annotated[str | None, Field(description="The key of whoever submitted it.")]
    target: Annotated[str | None, Field(description="`TYPE/ID`.")]
    state: Literal["accepted", "running", "applied", "rejected", "failed"]
    carrier: Annotated[str, Field(description="The flow that carries it, or the webhook.")]
    accepted_at: str
    finished_at: str | None


class CarriedShape(TypedDict):
    submission: SubmissionShape
    flow: Annotated[str | None, Field(description="The state that the flow has come to; null where none ran.")]
    waits: Annotated[str, Field(description="Why it goes no further; empty where it does.")]
    report: Annotated[ReportShape | None, Field(description="What the action answered when it was to be applied.")]


class DeliveryShape(TypedDict):
    id: str
    rule: Annotated[str, Field(description="The rule that tells it: `APP/KEY`.")]
    channel: str
    recipient: str
    subject: str
    state: Literal["pending", "sent", "dead"]
    error: Annotated[str | None, Field(description="Why it did not go out.")]


class FanOutShape(TypedDict):
    """What followed the action; whatever it is, the action stands."""

    carried: CarriedShape | None
    deliveries: Annotated[list[DeliveryShape], Field(description="The messages that were due.")]
    troubles: Annotated[list[str], Field(description="What could not be done.")]


class ActionReport(ReportShape):
    """What `atelier run action --format json` prints."""

    schema_version: Literal[1]
    fan_out: FanOutShape
