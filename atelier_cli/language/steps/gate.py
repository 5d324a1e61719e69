"""Decides by an expression where the flow goes on.

The expression reads `context`, `input`, `steps`, `run` and `config`. A value that is not there is an error, not false:
`has(context.fit)` asks for one, and `condition ? a : b` goes around it.

Example:
    `{kind: gate, with: {expression: context.fit.score >= 0.7, onPass: draft, onFail: halt}}`
"""

from pydantic import Field

from atelier_cli.language.scope import Scope
from atelier_cli.language.steps.protocol import Command, Failed, Happening, Next, Passed, Refused, Step
from atelier_cli.language.types import Type
from atelier_cli.language.words import Expression, Model, NonEmpty

LABEL = "Gate"


class With(Model):
    """The expression and the two ways on."""

    expression: Expression = Field(description="What must be true.", examples=["context.fit.score >= 0.7"])
    on_pass: NonEmpty = Field(alias="onPass", description="The step to go on with when it is.", examples=["draft"])
    on_fail: NonEmpty = Field(
        alias="onFail", description="The step to go on with when it is not, or `halt`.", examples=["halt"]
    )


def begin(step: Step[With], scope: Scope) -> Command | Next:
    if step.judge is None:
        raise ValueError(f"the gate `{step.id}` was not compiled")
    judged = step.judge(scope)
    if judged.result is None:
        return Failed("unevaluable", judged.problem, judged=judged)
    return Passed(step.said.on_pass if judged.result else step.said.on_fail, judged)


def resume(step: Step[With], _scope: Scope, _happening: Happening) -> Next:
    return Refused("not_waiting", f"the gate `{step.id}` waits for nothing")


def output(_answer: Type) -> Type | None:
    return None
