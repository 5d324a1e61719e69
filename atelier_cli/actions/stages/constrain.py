"""Whether each parameter satisfies its constraints; every one is judged, so that a form shows all problems at once."""

from dataclasses import replace

from atelier_cli.actions.attempt import Attempt
from atelier_cli.actions.definition import Parameter, ParameterConstraint
from atelier_cli.actions.judgement import Judgement, Result, unevaluable
from atelier_cli.actions.organisation import Organisation
from atelier_cli.actions.report import ConstraintResult, Error, pointer


def constrain(attempt: Attempt, organisation: Organisation) -> Attempt:
    """The attempt with the judgement of every constraint; what cannot be judged is not valid."""
    judged = attempt
    for parameter in attempt.defined.parameters:
        judged = _constrained(attempt, judged, parameter, organisation)
    return judged


def _constrained(attempt: Attempt, judged: Attempt, parameter: Parameter, organisation: Organisation) -> Attempt:
    """`attempt` is what all constraints are judged by, `judged` what their judgements are added to."""
    key = parameter.key
    found = [(one, _judge(attempt, parameter, one, organisation)) for one in parameter.constraints]
    failed = [(one, judgement) for one, judgement in found if judgement.result is not Result.VALID]
    result = replace(
        judged.results[key],
        constraints=tuple(ConstraintResult(one.name, judgement.result.value) for one, judgement in found),
    )
    if failed and key not in attempt.faulty:
        is_invalid = any(judgement.result is Result.INVALID for _, judgement in failed)
        result = replace(result, result="invalid" if is_invalid else "unevaluable")
    told = () if key in attempt.faulty else [one for one in failed if not _follows(attempt, one[0])]
    if any(one.name == "object_type" for one, _ in told):
        # What is no such entity is not offered either: that is one mistake.
        told = [one for one in told if one[0].name != "values_from"]
    errors = tuple(_error(attempt, key, *one) for one in told)
    return judged.but(
        faulty=judged.faulty | {key} if failed else judged.faulty,
        results={**judged.results, key: result},
    ).faulted(*errors)


def _judge(
    attempt: Attempt, parameter: Parameter, constraint: ParameterConstraint, organisation: Organisation
) -> Judgement:
    if parameter.key in attempt.faulty or _follows(attempt, constraint):
        return unevaluable("cannot be judged as long as what it reads is wrong")
    value = attempt.parameters[parameter.key]
    is_secret = parameter.key in attempt.secrets.parameters
    type_ = parameter.type.not_null()
    return constraint.judge(value, type_, attempt.scope(), organisation.reader, is_secret=is_secret)


def _follows(attempt: Attempt, constraint: ParameterConstraint) -> bool:
    """Whether the constraint reads a parameter of which something is wrong already: that is told there."""
    return attempt.reads_faulty(constraint.parameters)


def _error(attempt: Attempt, key: str, constraint: ParameterConstraint, judgement: Judgement) -> Error:
    if judgement.result is Result.UNEVALUABLE:
        # Why it cannot be judged may quote a value that is secret.
        is_secret = not attempt.secrets.parameters.isdisjoint({key, *constraint.parameters})
        reason = "cannot be judged" if is_secret else judgement.message
        return Error("unevaluable_constraint", pointer("parameters", key), f"`{key}` {reason}")
    message = judgement.message if constraint.message else f"`{key}` {judgement.message}"
    return Error(constraint.code, pointer("parameters", key), message)
