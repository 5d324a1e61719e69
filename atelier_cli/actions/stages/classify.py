"""Evaluates what only classifies, on the state that the plan produces: it refuses nothing, and effects can read it."""

from collections.abc import Mapping
from typing import Any

from atelier_cli.actions.attempt import Attempt
from atelier_cli.actions.criteria.protocol import Situation
from atelier_cli.actions.judgement import Result
from atelier_cli.actions.organisation import Organisation
from atelier_cli.actions.report import CriterionResult
from atelier_cli.actions.snapshot import hops_of
from atelier_cli.actions.stages.gates import judge, result_of, told

_TRUTH = {Result.VALID: True, Result.INVALID: False, Result.UNEVALUABLE: None}


def classify(attempt: Attempt, organisation: Organisation) -> Attempt:
    """The attempt with its classification: true, false, or null for what cannot be told."""
    if not attempt.defined.classified:
        return attempt
    scope = attempt.seen.scope(attempt.defined.names, attempt.parameters, attempt.plan.records)
    situation = Situation(scope, organisation.reader, _after(attempt, organisation), attempt.seen.entity)
    found: dict[str, bool | None] = {}
    results: list[CriterionResult] = []
    for criterion in attempt.defined.classified:
        judgement = judge(criterion, situation)
        found[criterion.key] = _TRUTH[judgement.result]
        message = told(attempt, criterion, judgement, situation.record)
        results.append(result_of(attempt, criterion, judgement.result.value, message))
    return attempt.but(classification=found, criteria=(*attempt.criteria, *results))


def _after(attempt: Attempt, organisation: Organisation) -> Mapping[str, Any] | None:
    """The target as it is to be."""
    entity = attempt.seen.entity
    if entity is None or not attempt.plan.edits:
        return entity
    changed = {one.field: one.after for one in attempt.plan.edits}
    hops = [hop for hop in hops_of(attempt.defined, "entity") if hop[0] in changed]
    return organisation.entities.follow({**entity, **changed}, hops)
