"""Asks a skill of Sage, and keeps its answer.

What is sent and what comes back must satisfy the skill's schemas; an answer that does not counts as a failed attempt.

Example:
    `{kind: sage_skill, with: {skill: score_fit, input: {title: $event.payload.title}}, save_as: fit}`
"""

from typing import Annotated

from pydantic import Field

from atelier_cli.language.scope import Scope
from atelier_cli.language.steps.protocol import (
    Answered,
    CallSkill,
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
from atelier_cli.language.words import Model, SnakeCase, Value

LABEL = "Skill of Sage"


class With(Model):
    """Which skill, with what, and for how long to wait for the answer."""

    skill: SnakeCase = Field(description="The skill's code.", examples=["score_fit"])
    input: dict[str, Value] = Field(description="What it is given.", examples=[{"title": "$event.payload.title"}])
    timeout_ms: Annotated[int, Field(ge=1)] | None = Field(
        None,
        alias="timeoutMs",
        description="How long to wait for the answer, in milliseconds.",
        examples=[30000],
    )


def begin(step: Step[With], scope: Scope) -> Command | Next:
    given = step.values["input"](scope)
    problems = step.takes(given)
    if problems:
        return Failed("invalid_input", listed(f"`{step.said.skill}` does not take this input", problems))
    return CallSkill(step.said.skill, given, step.said.timeout_ms)


def resume(step: Step[With], _scope: Scope, happening: Happening) -> Next:
    match happening:
        case Answered(result):
            problems = step.gives(result)
            if problems:
                return Failed("invalid_output", listed(f"`{step.said.skill}` gave a wrong answer", problems))
            return Done(result)
        case Unanswered(code, message, unknown):
            return Failed(code, message, unknown)
        case _:
            return Refused("not_waiting", f"the step `{step.id}` waits for an answer")


def output(answer: Type) -> Type | None:
    return answer
