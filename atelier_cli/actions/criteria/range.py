"""A parameter lies between two bounds, either of which may be missing: constraints of the parameter.

Example:
    `{criteria_type: range, config: {field: lead_ppb, min: 0, max: 20000}}`
"""

from typing import Any

from atelier_cli.actions.compiling import compile_value
from atelier_cli.actions.criteria import protocol
from atelier_cli.actions.criteria.protocol import Around, Compiled, Demand
from atelier_cli.language.constraints import bound_type, misfit
from atelier_cli.language.problems import Problem, Problems, below, unknown
from atelier_cli.language.values.slots import Slot

_BOUNDS = ("min", "max")


class Config(protocol.Config):
    field: str
    min: Any = None
    max: Any = None


def compile(config: Config, around: Around) -> tuple[Compiled, Problems]:  # noqa: A001  # what is done to criteria
    known = around.parameters
    if config.field not in known:
        message, hint = unknown("parameter", config.field, known)
        return (), (Problem("unknown-parameter", message, ("field",), help=hint),)
    if config.min is None and config.max is None:
        return (), (Problem("wrong-constraint", "expected a `min` or a `max`, found neither"),)
    type = known[config.field]
    demands: list[Demand] = []
    problems: list[Problem] = []
    for name in _BOUNDS:
        said = getattr(config, name)
        if said is None:
            continue
        reason = misfit(name, type)
        if reason is not None:
            problems.append(Problem("wrong-constraint", reason, (name,)))
            continue
        bound, faults = compile_value(said, Slot.CRITERION, around.names, bound_type(name, type))
        problems.extend(below((name,), faults))
        demands.append(Demand(config.field, name, bound))
    return tuple(demands), tuple(problems)
