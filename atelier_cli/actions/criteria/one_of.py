"""Of each group of parameters at least one is given: a constraint of each parameter of the group.

Example:
    `{criteria_type: one_of, config: {groups: [[contact_email, contact_phone]]}}`
"""

from pydantic import Field

from atelier_cli.actions.criteria import protocol
from atelier_cli.actions.criteria.protocol import Around, Compiled, Demand
from atelier_cli.language.problems import Problem, Problems, unknown


class Config(protocol.Config):
    groups: list[list[str]] = Field(min_length=1)


def compile(config: Config, around: Around) -> tuple[Compiled, Problems]:  # noqa: A001  # what is done to criteria
    known = around.parameters
    problems = [
        Problem("wrong-value", "expected a group of one or more parameters, found an empty list", ("groups", i))
        for i, group in enumerate(config.groups)
        if not group
    ]
    for i, group in enumerate(config.groups):
        for j, name in enumerate(group):
            if name not in known:
                message, hint = unknown("parameter", name, known)
                problems.append(Problem("unknown-parameter", message, ("groups", i, j), help=hint))
    demands = tuple(Demand(name, "any_of", tuple(group)) for group in config.groups for name in group if name in known)
    return demands, tuple(problems)
