"""Defines the submission criteria of an action: those that are judged, and those that are constraints of parameters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from atelier_cli.actions.criteria import CRITERIA
from atelier_cli.actions.criteria.protocol import Around, Compiled, Question
from atelier_cli.actions.defining.surroundings import Surroundings
from atelier_cli.actions.definition import Criterion, Parameter, ParameterConstraint
from atelier_cli.diagnostics import Path
from atelier_cli.language.problems import unknown
from atelier_cli.rows.action import ActionSubmissionCriteria


@dataclass(frozen=True, slots=True)
class Criteria:
    """What the criteria of an action amount to."""

    judged: list[Criterion] = field(default_factory=list)
    #: By the parameter.
    constraints: dict[str, list[ParameterConstraint]] = field(default_factory=dict)


def define_criteria(rows: Iterable[ActionSubmissionCriteria], around: Surroundings, target_model: str) -> Criteria:
    found = Criteria()
    for row in rows:
        compiled = _compiled(row, around, target_model)
        if isinstance(compiled, Question):
            around.paths.update(compiled.reads)
            found.judged.append(_criterion(row, compiled))
            continue
        for demand in compiled:
            made = ParameterConstraint(
                name=demand.constraint, bound=demand.bound, criterion=row.key, message=row.message
            )
            around.paths.update(made.reads)
            found.constraints.setdefault(demand.parameter, []).append(made)
    return found


def with_constraints(parameter: Parameter, asked: Mapping[str, list[ParameterConstraint]]) -> Parameter:
    """The parameter with what criteria ask of it, after what it says itself."""
    more = asked.get(parameter.key)
    return parameter if not more else parameter.model_copy(update={"constraints": (*parameter.constraints, *more)})


def _compiled(row: ActionSubmissionCriteria, around: Surroundings, target_model: str) -> Compiled:
    """The criterion, compiled; what cannot be is noted, and the action does not run."""
    path: Path = ("criteria", row.key)
    kind = CRITERIA.get(row.criteria_type)
    if kind is None:
        message, hint = unknown("type of criteria", row.criteria_type, CRITERIA)
        around.fault("unknown-word", message, (*path, "criteria_type"), hint)
        return ()
    try:
        config = kind.Config.model_validate(row.config)
    except ValidationError as error:
        for one in error.errors():
            around.fault("wrong-value", one["msg"], (*path, "config", *one["loc"]))
        return ()
    compiled, problems = kind.compile(config, Around(around.names, around.ontology, target_model))
    around.add((*path, "config"), problems)
    return compiled


def _criterion(row: ActionSubmissionCriteria, question: Question) -> Criterion:
    return Criterion(
        key=row.key,
        type=row.criteria_type,
        enforcement=question.enforcement,
        message=row.message,
        config=row.config,
        question=question,
    )
