"""A boolean expression is true.

Example:
    `{criteria_type: expression, config: {expression: entity.reporter != user.id}}`
"""

from dataclasses import replace

from atelier_cli.actions.compiling import compile_value
from atelier_cli.actions.criteria import protocol
from atelier_cli.actions.criteria.protocol import Around, Compiled, Enforcement, Question, Situation
from atelier_cli.actions.judgement import VALID, Judgement, invalid, unevaluable
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.evaluate import holds
from atelier_cli.language.problems import Problems, renamed
from atelier_cli.language.types import BOOLEAN
from atelier_cli.language.values.slots import Slot


class Config(protocol.Config):
    expression: str
    enforcement: Enforcement = "gate"


def compile(config: Config, around: Around) -> tuple[Compiled, Problems]:  # noqa: A001  # what is done to criteria
    """Its `entity` is the target as the criterion sees it: after the plan, where it classifies."""
    value, problems = compile_value({"$expr": config.expression}, Slot.CRITERION, around.names, BOOLEAN)

    def judge(situation: Situation) -> Judgement:
        scope = situation.scope
        if situation.record is not scope.roots.get("entity"):
            scope = replace(scope, roots={**scope.roots, "entity": situation.record})
        try:
            return VALID if holds(config.expression, scope) else invalid("")
        except EvaluationError as error:
            return unevaluable(f"cannot be judged: {error}")

    return Question(judge, value.reads, config.enforcement), renamed(problems, {"$expr": "expression"})
