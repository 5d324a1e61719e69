"""Plans what changes: the creates in their order, each seeing those before it, then the edits of the target.

Nothing is written here. The plan is the same object whether it is shown or applied.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from atelier_cli.actions.attempt import Attempt, Created, Edited, Planned
from atelier_cli.actions.compiled import CompiledCondition, CompiledValue
from atelier_cli.actions.definition import Create, Edit
from atelier_cli.actions.entities.change import create, edit
from atelier_cli.actions.entities.draft import Draft
from atelier_cli.actions.entities.finish import finish
from atelier_cli.actions.entities.ontology import EntityKind
from atelier_cli.actions.entities.record import record_of
from atelier_cli.actions.entities.surroundings import Surroundings
from atelier_cli.actions.organisation import Organisation
from atelier_cli.actions.report import Error, pointer
from atelier_cli.actions.snapshot import plain
from atelier_cli.diagnostics import Severity
from atelier_cli.language.coerce import coerce
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.problems import Problem
from atelier_cli.language.scope import Scope
from atelier_cli.language.verdict import Verdict
from atelier_cli.rows.content import canonical_json

#: The codes of what may be wrong with entities as they are to be; anything else is a value that does not fit.
_CODES = {"illegal-move": "illegal_move", "taken": "value_taken"}


def plan(attempt: Attempt, organisation: Organisation) -> Attempt:
    """The attempt with its plan; refused where what it would write is not in order."""
    attempt = attempt.but(planned=Planned(_draft(attempt, organisation), {}))
    for one in attempt.defined.creates:
        attempt = _create(attempt, one)
    attempt = _edit(attempt)
    if not attempt.errors:
        finished = finish(attempt.plan.draft, attempt.plane)
        errors = tuple(_of_whole(attempt, one) for one in finished.problems if one.severity is Severity.ERROR)
        attempt = attempt.but(planned=replace(attempt.plan, finished=finished)).faulted(*errors)
    return attempt.refused() if attempt.errors else attempt


def _draft(attempt: Attempt, organisation: Organisation) -> Draft:
    settings = organisation.settings
    around = Surroundings(
        now=attempt.now,
        user=attempt.seen.user,
        config=settings.values,
        config_types=settings.types,
        functions=organisation.vocabulary.functions,
    )
    return Draft(organisation.ontology, organisation.entities, around)


def _scope(attempt: Attempt) -> Scope:
    return attempt.seen.scope(attempt.defined.names, attempt.parameters, attempt.plan.records)


def _holds(when: CompiledCondition | None, attempt: Attempt) -> bool:
    """Whether a condition holds; one that cannot be judged does not."""
    return when is None or when.verdict(_scope(attempt), attempt.seen.entity) is Verdict.TRUE


def _create(attempt: Attempt, said: Create) -> Attempt:
    planned = attempt.plan
    if not _holds(said.when, attempt):
        # What was not made reads as nothing.
        return attempt.but(planned=replace(planned, records={**planned.records, said.key: {}}))
    values: dict[str, Any] = {}
    for name, value in said.fields.items():
        found = _resolved(attempt, value, "unevaluable_create", pointer("definition", "creates", said.key, name))
        if isinstance(found, Error):
            attempt = attempt.faulted(found)
        else:
            values[name] = found
    if attempt.errors:
        return attempt
    id_ = attempt.ids.new()
    entity, problems = create(planned.draft, said.kind.code, id_, values, any_state=_says_state(said))
    if entity is None:
        return attempt.faulted(*(_of_create(attempt, said, one) for one in problems if one.severity is Severity.ERROR))
    record = _drafted(planned.draft, said.kind, id_, said.fields)
    created = Created(said.key, said.kind.code, id_, {name: one for name, one in record.items() if name != "id"})
    return attempt.but(
        planned=replace(planned, records={**planned.records, said.key: record}, creates=(*planned.creates, created)),
    )


def _says_state(said: Create) -> bool:
    """Whether the definition itself says in which state the entity begins, which no caller has a say in."""
    states = said.kind.states
    value = None if states is None else said.fields.get(states.field)
    return value is not None and not value.reads


def _edit(attempt: Attempt) -> Attempt:
    target, entity_before = attempt.seen.target, attempt.seen.entity
    if target is None or entity_before is None or attempt.errors:
        return attempt
    values: dict[str, Any] = {}
    for one in attempt.defined.edits:
        if not _holds(one.when, attempt):
            continue
        found = _twice(one) if one.field in values else _computed(attempt, one)
        if isinstance(found, Error):
            attempt = attempt.faulted(found)
        else:
            values[one.field] = found[0]
    if attempt.errors or not values:
        return attempt
    planned = attempt.plan
    entity, problems = edit(planned.draft, target.id, values)
    if entity is None:
        return attempt.faulted(*(_of_edit(attempt, one) for one in problems if one.severity is Severity.ERROR))
    after = _drafted(planned.draft, planned.draft.kind(entity), target.id, values)
    types = {one.field: one.type for one in attempt.defined.edits}
    edits = tuple(
        Edited(str(attempt.target), name, before, after[name])
        for name in values
        # As JSON: `1` and `true`, which are equal in Python, differ there.
        if canonical_json(before := plain(entity_before.get(name), types[name])) != canonical_json(after[name])
    )
    return attempt.but(planned=replace(planned, edits=edits))


def _computed(attempt: Attempt, one: Edit) -> tuple[Any] | Error:
    """What a field is to hold, in a tuple of its own; or why that cannot be said."""
    value = None
    where = pointer("definition", "edits", one.key)
    if one.value is not None:
        value = _resolved(attempt, one.value, "unevaluable_edit", where)
        if isinstance(value, Error):
            return value
    entity = attempt.seen.entity or {}
    stored, problems = coerce(plain(entity.get(one.field), one.type), one.type.or_null())
    if problems:
        return Error("invalid_edit", where, f"`{one.field}` holds something that is no {one.type}")
    computed = one.operation.compute(stored, value, one.type)
    if computed.refusal is None:
        return (computed.value,)
    message = "it cannot be computed" if attempt.secrets.reads_one(one.value) else computed.refusal
    return Error("invalid_edit", _at(one.value, where), f"`{one.field}`: {message}")


def _twice(one: Edit) -> Error:
    return Error("conflicting_edits", pointer("definition", "edits", one.key), f"`{one.field}` is edited twice at once")


def _resolved(attempt: Attempt, value: CompiledValue, code: str, where: str) -> Any:
    """What a value stands for, or the error that it stands for nothing."""
    try:
        return value.resolve(_scope(attempt))
    except EvaluationError as error:
        reason = "a value cannot be worked out"
        is_secret = attempt.secrets.reads_one(value)
        return Error(code, _at(value, where), reason if is_secret else f"{reason}: {error.message}")


def _at(value: CompiledValue | None, where: str) -> str:
    """What an error of a value is about: the one parameter that it reads, or its place in the definition."""
    parameters = () if value is None else tuple(value.parameters)
    return pointer("parameters", parameters[0]) if len(parameters) == 1 else where


def _drafted(draft: Draft, kind: EntityKind, id_: str, names: Mapping[str, Any]) -> dict[str, Any]:
    """The record of an entity as it is to be, with the named relations."""
    entity = draft.entity(id_)
    if entity is None:
        raise ValueError(f"the draft has no {id_}")
    record = record_of(kind, entity, (), kind.fields)
    for name in names:
        found = kind.relation(name)
        if found is not None:
            relation, away = found
            ends = draft.targets(relation, id_) if away else draft.sources(relation, id_)
            is_one = relation.to_one if away else relation.from_one
            record[name] = (ends[0] if ends else None) if is_one else sorted(ends)
    return record


def _of_create(attempt: Attempt, said: Create, problem: Problem) -> Error:
    name = str(problem.path[0]) if problem.path else ""
    value = said.fields.get(name)
    message = _told(attempt, value, problem)
    where = pointer("definition", "creates", said.key, *problem.path)
    return Error(_CODES.get(problem.rule, "invalid_create"), _at(value, where), f"`{said.key}`: {message}")


def _of_edit(attempt: Attempt, problem: Problem) -> Error:
    name = str(problem.path[0]) if problem.path else ""
    edits = [one for one in attempt.defined.edits if one.field == name and _holds(one.when, attempt)]
    value = edits[0].value if edits else None
    message = _told(attempt, value, problem)
    where = pointer("definition", "edits", edits[0].key if edits else name)
    return Error(_CODES.get(problem.rule, "invalid_edit"), _at(value, where), f"`{name}`: {message}")


def _told(attempt: Attempt, value: CompiledValue | None, problem: Problem) -> str:
    """What the caller is told of a problem: no secret, and to somebody anonymous not who has what they want."""
    if attempt.secrets.reads_one(value):
        return "the value does not fit"
    is_taken = problem.rule == "taken"
    return "the value is taken" if is_taken and attempt.called_by.is_anonymous else problem.message


def _of_whole(attempt: Attempt, problem: Problem) -> Error:
    """What is wrong with the entities as they are to be, told at the create or the edit that makes them so."""
    id_, *path = problem.path
    told = replace(problem, path=tuple(path))
    made = next((one for one in attempt.plan.creates if one.id == id_), None)
    said = None if made is None else next(one for one in attempt.defined.creates if one.key == made.key)
    return _of_edit(attempt, told) if said is None else _of_create(attempt, said, told)
