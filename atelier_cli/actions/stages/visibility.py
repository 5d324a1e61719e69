"""Which parameters are shown, and which of them must have a value."""

from dataclasses import replace

from atelier_cli.actions.attempt import Attempt
from atelier_cli.actions.compiled import CompiledCondition
from atelier_cli.actions.definition import Parameter
from atelier_cli.actions.organisation import Organisation
from atelier_cli.actions.report import Error, ParameterResult, pointer
from atelier_cli.language.verdict import Verdict


def visibility(attempt: Attempt, _: Organisation) -> Attempt:
    """The attempt with what is shown; a value for what is not is refused, as it was never asked for.

    A hidden parameter has its default and no other value. One that is shown under a condition need not be given as long
    as the condition does not hold.
    """
    for parameter in attempt.defined.parameters:
        attempt = _judged(attempt, parameter)
    return attempt


def _judged(attempt: Attempt, parameter: Parameter) -> Attempt:
    key, shown = parameter.key, parameter.visibility
    result = attempt.results[key]
    if isinstance(shown, CompiledCondition):
        if attempt.reads_faulty(shown.parameters):
            return _with(
                attempt, key, replace(result, visible=False, required=False, result="unevaluable"), faulty=True
            )
        shown = shown.verdict(attempt.scope(), attempt.parameters) is Verdict.TRUE
    # A hidden parameter that is required has to have a default.
    result = replace(result, visible=shown, required=parameter.required and (shown or parameter.visibility is False))
    if not shown and result.source == "caller":
        return _refused(attempt, key, result, "hidden_parameter", f"`{key}` is not asked for here")
    if result.required and attempt.parameters[key] is None and key not in attempt.faulty:
        return _refused(attempt, key, result, "missing_parameter", f"`{key}` must be given")
    return _with(attempt, key, result)


def _refused(attempt: Attempt, key: str, result: ParameterResult, code: str, message: str) -> Attempt:
    told = _with(attempt, key, replace(result, result="invalid"), faulty=True)
    return told.faulted(Error(code, pointer("parameters", key), message))


def _with(attempt: Attempt, key: str, result: ParameterResult, *, faulty: bool = False) -> Attempt:
    more = attempt.faulty | {key} if faulty else attempt.faulty
    return attempt.but(faulty=more, results={**attempt.results, key: result})
