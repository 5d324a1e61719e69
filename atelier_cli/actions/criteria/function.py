"""A registered pure function answers true; false, or a text, which says why, is a refusal.

Example:
    `{criteria_type: function, config: {function: checksum_iban_ok, args: {iban: $parameters.iban}}}`
"""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from atelier_cli.actions.compiling import compile_value
from atelier_cli.actions.criteria import protocol
from atelier_cli.actions.criteria.protocol import Around, Compiled, Enforcement, Question, Situation
from atelier_cli.actions.judgement import VALID, Judgement, invalid, unevaluable
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.functions.apply import answer
from atelier_cli.language.problems import Problems, renamed
from atelier_cli.language.types import ANY, BOOLEAN
from atelier_cli.language.values.function import signature_of
from atelier_cli.language.values.resolve import resolve_node
from atelier_cli.language.values.slots import Slot
from atelier_cli.language.values.syntax import Call


class Config(protocol.Config):
    function: str
    args: dict[str, Any] = Field(default_factory=dict)
    enforcement: Enforcement = "gate"


def compile(config: Config, around: Around) -> tuple[Compiled, Problems]:  # noqa: A001  # what is done to criteria
    said = {"$function": config.function, "args": config.args}
    value, problems = compile_value(said, Slot.CRITERION, around.names, BOOLEAN)
    nodes = value.node.args if isinstance(value.node, Call) else {}
    signature = signature_of(config.function, around.names)
    types: Mapping[str, Any] = {} if signature is None else signature.args

    def judge(situation: Situation) -> Judgement:
        scope = situation.scope
        try:
            args = {name: resolve_node(node, scope, types.get(name, ANY)) for name, node in nodes.items()}
            found = answer(config.function, args, around.names.functions)
        except EvaluationError as error:
            return unevaluable(f"cannot be judged: {error}")
        return _judgement(config.function, found)

    return Question(judge, value.reads, config.enforcement), renamed(problems, {"$function": "function"})


def _judgement(name: str, found: Any) -> Judgement:
    match found:
        case True:
            return VALID
        case False:
            return invalid("")
        case str():
            return invalid(found)
        case None:
            return unevaluable(f"cannot be judged: something that {name} needs is not given")
        case _:
            return unevaluable(f"cannot be judged: {name} answered neither true, nor false, nor a reason")
