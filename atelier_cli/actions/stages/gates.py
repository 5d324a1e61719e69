"""Whether the action may be done at all: every gate is judged, and passes only on TRUE."""

from collections.abc import Iterable, Mapping
from typing import Any

from atelier_cli.actions.attempt import Attempt
from atelier_cli.actions.criteria.protocol import Situation
from atelier_cli.actions.definition import Criterion
from atelier_cli.actions.judgement import Judgement, Result, unevaluable
from atelier_cli.actions.organisation import Organisation
from atelier_cli.actions.report import CriterionResult, Error, pointer
from atelier_cli.language.expression.errors import EvaluationError

#: What follows the key of a criterion that cannot be judged.
_FOLLOWS = "cannot be judged as long as what it reads is wrong"
_MISSING = "cannot be judged, as something it asks is missing"


def gates(attempt: Attempt, organisation: Organisation) -> Attempt:
    """The attempt with the judgement of every gate; refused where one does not pass, or anything was wrong before.

    A gate that reads a parameter of which something is wrong cannot be judged; the parameter's error says why.
    """
    attempt = judged_gates(attempt, organisation, attempt.defined.gates)
    return attempt.refused() if attempt.errors else attempt


def judged_gates(attempt: Attempt, organisation: Organisation, asked: Iterable[Criterion]) -> Attempt:
    """The attempt with the judgements of some gates, and an error for each that does not pass."""
    scope = attempt.scope()
    situation = Situation(scope, organisation.reader, attempt.seen.entity)
    results: list[CriterionResult] = []
    errors: list[Error] = []
    for criterion in asked:
        if attempt.reads_faulty(criterion.parameters):
            results.append(result_of(attempt, criterion, Result.UNEVALUABLE.value, f"`{criterion.key}` {_FOLLOWS}"))
            continue
        judgement = judge(criterion, situation)
        message = told(attempt, criterion, judgement, situation.record)
        results.append(result_of(attempt, criterion, judgement.result.value, message))
        if judgement.result is not Result.VALID:
            where = len(attempt.criteria) + len(results) - 1
            errors.append(_error(criterion, judgement.result, message, where))
    return attempt.but(criteria=(*attempt.criteria, *results)).faulted(*errors)


def judge(criterion: Criterion, situation: Situation) -> Judgement:
    """The judgement of a criterion; one that cannot be worked out is unevaluable, and so never passes."""
    try:
        return criterion.judge(situation)
    except EvaluationError:
        return unevaluable("cannot be judged")


def told(attempt: Attempt, criterion: Criterion, judgement: Judgement, record: Any) -> str:
    """What the caller is told of a criterion that was asked about a record.

    A function may have said why it refuses, unless it was given a secret. Where it cannot be judged, the row's message
    would say what nobody knows. Why that is may quote what the criterion asks, which is for those who may edit the
    action; that the only field that it reads is empty may be known to everybody.
    """
    if judgement.result is Result.VALID:
        return criterion.message
    is_secret = attempt.secrets.are_among(criterion.question.reads)
    if judgement.result is Result.INVALID:
        said = criterion.message if is_secret else judgement.message
        return said or f"`{criterion.key}` does not hold"
    empty = None if is_secret else _empty(criterion, record)
    if empty is not None:
        return f"`{criterion.key}` cannot be judged: `{empty}` is empty"
    may_know = attempt.permissions.may_edit(attempt.called_by) and not is_secret
    return f"`{criterion.key}` {judgement.message if may_know else _MISSING}"


def _empty(criterion: Criterion, record: Any) -> str | None:
    """The field of the target that a criterion reads and that is empty; None where it reads another as well."""
    read = {path[1:] for path in criterion.question.reads if path[0] == "entity"}
    name = next(iter(read))[0] if len(read) == 1 and all(len(path) == 1 for path in read) else None
    is_empty = isinstance(record, Mapping) and name in record and record[name] is None
    return name if is_empty else None


def result_of(attempt: Attempt, criterion: Criterion, result: str, message: str = "") -> CriterionResult:
    """What the report says of a criterion: what it asks, only to those who may edit the action."""
    return CriterionResult(
        key=criterion.key,
        type=criterion.type,
        enforcement=criterion.enforcement,
        result=result,  # type: ignore[arg-type]  # one of the results, as text
        message=message or criterion.message,
        parameter=criterion.points_at,
        config=criterion.config if attempt.permissions.may_edit(attempt.called_by) else None,
    )


def _error(criterion: Criterion, result: Result, message: str, where: int) -> Error:
    code = "gate_unevaluable" if result is Result.UNEVALUABLE else "gate_failed"
    at = pointer("criteria", where) if criterion.points_at is None else pointer("parameters", criterion.points_at)
    return Error(code, at, message)
