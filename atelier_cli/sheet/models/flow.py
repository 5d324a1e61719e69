"""The `flows` block: longer work, step by step. The shapes of `with` are those of the step kinds."""

from typing import Annotated, Literal

from pydantic import Field

from atelier_cli.language.retry import Retry
from atelier_cli.language.steps import event_wait, gate, human_task, product_action, sage_skill
from atelier_cli.language.words import (
    EventCode,
    Expression,
    JsonSchema,
    KebabCase,
    Model,
    NonEmpty,
    SnakeCase,
    Value,
    WordCase,
)
from atelier_cli.sheet.models.action import Status
from atelier_cli.sheet.models.base import Item


class ManualTrigger(Model):
    """Started by a person."""

    kind: Literal["manual"] = Field(description="How the flow starts.")


class EventTrigger(Model):
    """Started by an event on the bus."""

    kind: Literal["event"] = Field(description="How the flow starts.")
    event_type: EventCode = Field(description="The type of the event.", examples=["rfp.opportunity.found"])
    match: Expression | None = Field(
        None, description="Which events of the type.", examples=["payload.amount > 1000.0"]
    )


class ActionTrigger(Model):
    """Started by an async action."""

    kind: Literal["action"] = Field(description="How the flow starts.")


Trigger = Annotated[ManualTrigger | EventTrigger | ActionTrigger, Field(discriminator="kind")]


class _Step(Item):
    NAMING = ("id",)

    id: WordCase = Field(description="The step's name in the flow.", examples=["sign-off"])


class _Effect(_Step):
    save_as: SnakeCase | None = Field(None, description="The output becomes `context.<name>`.")
    next: str | None = Field(None, description="The step after this one; by default the one below, or `end`.")
    on_error: str | None = Field(None, description="The step to go on with after a failure, or `fail`.")
    on_timeout: str | None = Field(None, description="The step to go on with when time is up, or `fail`, or `halt`.")


class SkillStep(_Effect):
    """Asks a skill of Sage."""

    kind: Literal["sage_skill"] = Field(description="What the step does.")
    with_: sage_skill.With = Field(alias="with", description="Which skill, with what.")
    retry: Retry | None = Field(None, description="How often to try.")


class ProductStep(_Effect):
    """Invokes an action of a product."""

    kind: Literal["product_action"] = Field(description="What the step does.")
    with_: product_action.With = Field(alias="with", description="Which action, with what.")
    retry: Retry | None = Field(None, description="How often to try.")


class HumanStep(_Effect):
    """Gives a person a task."""

    kind: Literal["human_task"] = Field(description="What the step does.")
    with_: human_task.With = Field(alias="with", description="Whose task, and what it is.")
    on_rejected: str = Field(description="The step to go on with after a refusal, or `fail`, or `halt`.")


class WaitStep(_Effect):
    """Waits for an event on the bus."""

    kind: Literal["event_wait"] = Field(description="What the step does.")
    with_: event_wait.With = Field(alias="with", description="Which event.")


class GateStep(_Step):
    """Decides by an expression where to go on."""

    kind: Literal["gate"] = Field(description="What the step does.")
    with_: gate.With = Field(alias="with", description="The expression and the two ways on.")
    on_error: str | None = Field(None, description="The step to go on with when it cannot be evaluated, or `fail`.")


Step = Annotated[SkillStep | HumanStep | ProductStep | WaitStep | GateStep, Field(discriminator="kind")]


class Flow(Item):
    """Longer work, step by step."""

    key: KebabCase = Field(description="The flow's name.", examples=["grant-pipeline"])
    label: NonEmpty = Field(description="Its name for people.", examples=["From an opportunity to a proposal"])
    description: str = Field("", description="What it is for.")
    status: Status = Field("published", description="Published and deprecated flows run.")
    trigger: Trigger = Field(default_factory=lambda: ManualTrigger(kind="manual"), description="How it starts.")
    input: JsonSchema | None = Field(None, description="The schema of what it is started with.")
    deadline: Value = Field(None, description="When a run must be done: a date, a duration, or based on `$now`.")
    steps: list[Step] = Field(min_length=1, description="Its steps, in the order of reading.")
