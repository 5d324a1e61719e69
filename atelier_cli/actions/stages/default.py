"""Gives parameters without a value their default, and loads the records that parameters name."""

from collections.abc import Mapping
from dataclasses import replace

from atelier_cli.actions.attempt import Attempt
from atelier_cli.actions.definition import Parameter
from atelier_cli.actions.organisation import Organisation
from atelier_cli.actions.report import Error, pointer
from atelier_cli.actions.snapshot import hops_of
from atelier_cli.language.expression.errors import EvaluationError


def default(attempt: Attempt, organisation: Organisation) -> Attempt:
    """The attempt with every value that is given or has a default; a default sees the parameters before its own."""
    for parameter in attempt.defined.parameters:
        if attempt.results[parameter.key].source == "none" and parameter.default is not None:
            attempt = _defaulted(attempt, parameter)
        if parameter.key not in attempt.faulty:
            attempt = _loaded(attempt, parameter, organisation)
    return attempt


def _defaulted(attempt: Attempt, parameter: Parameter) -> Attempt:
    value = parameter.default
    if value is None or attempt.reads_faulty(value.parameters):
        return _unevaluable(attempt, parameter.key)
    try:
        found = value.resolve(attempt.scope())
    except EvaluationError as error:
        reason = f"the default of `{parameter.key}` cannot be worked out"
        message = reason if parameter.sensitive else f"{reason}: {error.message}"
        where = pointer("parameters", parameter.key)
        return _unevaluable(attempt, parameter.key).faulted(Error("unevaluable_default", where, message))
    result = replace(attempt.results[parameter.key], source="none" if found is None else "default")
    return attempt.but(
        parameters={**attempt.parameters, parameter.key: found},
        results={**attempt.results, parameter.key: result},
    )


def _unevaluable(attempt: Attempt, key: str) -> Attempt:
    result = replace(attempt.results[key], result="unevaluable")
    return attempt.but(faulty=attempt.faulty | {key}, results={**attempt.results, key: result})


def _loaded(attempt: Attempt, parameter: Parameter, organisation: Organisation) -> Attempt:
    """The attempt with the record in place of the id that a parameter holds, where the action reads more of it."""
    value = attempt.parameters[parameter.key]
    hops = [hop for hop in hops_of(attempt.defined, "parameters") if hop[0] == parameter.key]
    if not hops or value is None:
        return attempt
    id_ = value.get("id") if isinstance(value, Mapping) else value
    loaded = organisation.entities.follow({parameter.key: id_}, hops)
    return attempt.but(parameters={**attempt.parameters, **loaded})
