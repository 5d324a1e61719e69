"""Each of the parameters is given: a constraint of each.

Example:
    `{criteria_type: required_fields, config: {fields: [proof, identity_number]}}`
"""

from pydantic import Field

from atelier_cli.actions.criteria import protocol
from atelier_cli.actions.criteria.protocol import Around, Compiled, Demand
from atelier_cli.language.problems import Problem, Problems, unknown


class Config(protocol.Config):
    fields_: list[str] = Field(alias="fields", min_length=1)


def compile(config: Config, around: Around) -> tuple[Compiled, Problems]:  # noqa: A001  # what is done to criteria
    known = around.parameters
    problems = tuple(
        Problem("unknown-parameter", message, ("fields", i), help=hint)
        for i, name in enumerate(config.fields_)
        if name not in known
        for message, hint in [unknown("parameter", name, known)]
    )
    return tuple(Demand(name, "required") for name in config.fields_ if name in known), problems
