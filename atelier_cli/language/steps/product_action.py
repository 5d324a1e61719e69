"""Invokes an action of a product; product `atelier` is this tenant's own actions, written `application/action`.

What is sent and what comes back must satisfy the action's schemas; a result that does not counts as a failed attempt.

Example:
    `{kind: product_action, with: {product: catalyst, action: publish_notice, payload: {headline: $input.title}}}`
"""

from pydantic import Field

from atelier_cli.language.scope import Scope
from atelier_cli.language.steps.protocol import (
    Answered,
    CallAction,
    Command,
    Done,
    Failed,
    Happening,
    Next,
    Refused,
    Step,
    Unanswered,
    listed,
)
from atelier_cli.language.types import Type
from atelier_cli.language.words import Model, NonEmpty, Value, WordCase

LABEL = "Product action"


class With(Model):
    """Which action of which product, with what."""

    product: WordCase = Field(description="The product's code; `atelier` is this tenant itself.", examples=["rfp"])
    action: NonEmpty = Field(
        description="The action's code; of `atelier`, `application/action`.", examples=["generate_proposal"]
    )
    payload: dict[str, Value] = Field(
        description="What it is given.", examples=[{"draftId": "$context.draft.proposal_id"}]
    )


def begin(step: Step[With], scope: Scope) -> Command | Next:
    payload = step.values["payload"](scope)
    problems = step.takes(payload)
    if problems:
        return Failed("invalid_payload", listed(f"`{_name(step)}` does not take this payload", problems))
    return CallAction(step.said.product, step.said.action, payload)


def resume(step: Step[With], _scope: Scope, happening: Happening) -> Next:
    match happening:
        case Answered(result):
            problems = step.gives(result)
            if problems:
                # It has done what it was asked: an action that may be done once at most must not be called again.
                return Failed("invalid_output", listed(f"`{_name(step)}` gave a wrong result", problems), unknown=True)
            return Done(result)
        case Unanswered(code, message, unknown):
            return Failed(code, message, unknown)
        case _:
            return Refused("not_waiting", f"the step `{step.id}` waits for a result")


def _name(step: Step[With]) -> str:
    return f"{step.said.product}/{step.said.action}"


def output(answer: Type) -> Type | None:
    return answer
