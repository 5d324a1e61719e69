"""A field of the target, the parameters or the caller compares as said.

Example:
    `{criteria_type: field, config: {subject: entity, field: status, operator: eq, value: open}}`
"""

from typing import Any, Literal

from atelier_cli.actions.compiling import compile_condition
from atelier_cli.actions.criteria import protocol
from atelier_cli.actions.criteria.protocol import Around, Compiled, Enforcement, Question, Situation
from atelier_cli.actions.judgement import Judgement, of_verdict
from atelier_cli.language.condition.subject import NO_SUBJECT
from atelier_cli.language.problems import Problems
from atelier_cli.language.values.slots import Slot

_UNKNOWN = "cannot be judged: what it compares is not given, or not of a kind that compares"


class Config(protocol.Config):
    subject: Literal["entity", "parameters", "user"] = "entity"
    field: str
    operator: str
    value: Any = None
    enforcement: Enforcement = "gate"


def compile(config: Config, around: Around) -> tuple[Compiled, Problems]:  # noqa: A001  # what is done to criteria
    said: dict[str, Any] = {"field": config.field, "operator": config.operator}
    if "value" in config.model_fields_set:
        said["value"] = config.value
    subject = around.names.roots[config.subject]
    condition, problems = compile_condition(said, Slot.CRITERION, around.names, subject, (config.subject,))

    def judge(situation: Situation) -> Judgement:
        is_target = config.subject == "entity"
        record = situation.record if is_target else situation.scope.roots.get(config.subject)
        before = situation.before if is_target else NO_SUBJECT.before
        return of_verdict(condition.verdict(situation.scope, record, before), "", _UNKNOWN)

    return Question(judge, condition.reads, config.enforcement), problems
