"""Reads the values that the caller gave by the types of the parameters."""

from typing import Any

from atelier_cli.actions.attempt import Attempt
from atelier_cli.actions.definition import Parameter
from atelier_cli.actions.organisation import Organisation
from atelier_cli.actions.report import Error, ParameterResult, pointer
from atelier_cli.language.coerce import coerce as coerced
from atelier_cli.language.problems import unknown


def coerce(attempt: Attempt, _: Organisation) -> Attempt:
    """The attempt with the given values as their types hold them; null is the same as nothing given."""
    given = attempt.request.parameters
    values: dict[str, Any] = {}
    results: dict[str, ParameterResult] = {}
    faulty: set[str] = set()
    errors: list[Error] = []
    for parameter in attempt.defined.parameters:
        said = given.get(parameter.key)
        values[parameter.key], problems = (None, ()) if said is None else coerced(said, parameter.type.not_null())
        if problems:
            faulty.add(parameter.key)
            errors.extend(
                Error("wrong_type", pointer("parameters", parameter.key, *one.path), _message(parameter, one.message))
                for one in problems
            )
        results[parameter.key] = ParameterResult(
            result="invalid" if problems else "valid",
            visible=True,
            required=parameter.required,
            source="none" if said is None else "caller",
        )
    errors.extend(_strange(attempt, name) for name in given if name not in values)
    return attempt.but(parameters=values, results=results, faulty=frozenset(faulty)).faulted(*errors)


def _message(parameter: Parameter, found: str) -> str:
    """What is wrong with a value; a sensitive one is not quoted."""
    return f"expected {parameter.type.not_null()}" if parameter.sensitive else found


def _strange(attempt: Attempt, name: str) -> Error:
    message, hint = unknown("parameter", name, [one.key for one in attempt.defined.parameters])
    return Error("unknown_parameter", pointer("parameters", name), f"{message}; {hint}" if hint else message)
