"""Judges what an action says: its parameters, criteria, edits, creates and side effects."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.judging.judged import Judged, condition, findings, value, values, word_of
from atelier_cli.catalog.judging.sent import sent
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.roots import action_roots, created_root
from atelier_cli.diagnostics import Diagnostic, Path
from atelier_cli.language.constraints import bound_type
from atelier_cli.language.operations import misfit
from atelier_cli.language.problems import Problem
from atelier_cli.language.scope import CALLER, Names
from atelier_cli.language.types import ANY, BOOLEAN, NUMBER, Type, from_schema
from atelier_cli.language.values.created import key_of
from atelier_cli.language.values.slots import Slot
from atelier_cli.sheet.models.action import Action, ActionEdit, Constraints, EntityValues, Parameter, When
from atelier_cli.sheet.models.criteria import (
    ExpressionConfig,
    FieldConfig,
    FunctionConfig,
    RangeConfig,
    SubmissionCriteria,
)
from atelier_cli.sheet.models.vocabulary import Event

_CALL = "$function."
#: Types that every whole number is of.
_WHOLE = {"integer", "number", "decimal", "money"}
#: The constraints whose bounds may be references.
_BOUNDS = frozenset(name for name, field in Constraints.model_fields.items() if field.annotation is Any)


def judge(node: Node[Action], catalog: Catalog) -> Iterator[Diagnostic]:
    names = catalog.names(action_roots(node, catalog))
    return findings(node, _judged(node, names, catalog), catalog)


def _judged(node: Node[Action], names: Names, catalog: Catalog) -> Iterator[Judged]:
    action = node.model
    for i, parameter in enumerate(action.parameters):
        yield from _parameter(("parameters", i), parameter, names)
    for i, criteria in enumerate(action.submission_criteria):
        yield from _criteria(("submission_criteria", i, "config"), criteria, names)
    for i, create in enumerate(action.creates):
        members = names.members(create.entity_type) or {}
        earlier = _with_root(names, "created", created_root(node, action.creates[:i]))
        for field, said in create.fields_.items():
            expected = members.get(field, ANY)
            for judged in value(("creates", i, "fields", field), said, Slot.CREATE, earlier, expected):
                yield _told_in_order(judged, names)
        yield from condition(("creates", i, "when"), create.when, Slot.CREATE, earlier, names.roots["entity"])
    members = names.members(action.target_model) or {}
    for i, edit in enumerate(action.edits):
        yield from _edit(("edits", i), edit, names, members.get(edit.field, ANY))
    for i, effect in enumerate(action.side_effects):
        event = catalog.events.get(effect.event)
        payload = ANY if event is None else catalog.once(_payload, event)
        yield from _effect(("side_effects", i, "payload_aliases"), effect.payload_aliases, names, payload)


def _told_in_order(judged: Judged, names: Names) -> Judged:
    """The problems of a create, where one that is created later is known by name."""
    known = names.roots["created"].fields or {}
    return Judged(*judged[:2], tuple(_told_as_later_create(judged.piece, one, known) for one in judged.problems))


def _told_as_later_create(said: Any, problem: Problem, known: Mapping[str, Type]) -> Problem:
    word = key_of(word_of(said, problem), known)
    if problem.rule != "unknown-name" or word not in known or not problem.message.startswith("unknown create"):
        return problem
    message = f"a create can only read those before it, and `{word}` is not"
    return replace(problem, message=message, help="change the order of the creates")


def _payload(event: Node[Event], _catalog: Catalog) -> Type:
    return from_schema(event.model.payload_schema)


def _effect(path: Path, said: Mapping[str, Any], names: Names, payload: Type) -> Iterator[Judged]:
    """What is wrong with the payload of an event; what it lacks is told at the event where there is none."""
    if not said and payload.name == "object":
        lacking = [name for name, type in (payload.fields or {}).items() if not type.nullable]
        problems = [Problem("wrong-type", f"expected a member `{name}`, found none") for name in lacking]
        yield Judged((*path[:-1], "event"), said, tuple(problems))
    elif payload.name == "object":
        # What is written as text is looked at only where something seems wrong.
        if any(value(path, said, Slot.EFFECT, names, payload)):
            yield from value(path, said, Slot.EFFECT, names, sent(said, payload, names, Slot.EFFECT))
    else:
        yield from values(path, said, Slot.EFFECT, names)


def _parameter(path: Path, parameter: Parameter, names: Names) -> Iterator[Judged]:
    yield from _default(path, parameter, names)
    if parameter.constraints is not None:
        known = (names.roots["parameters"].fields or {}).get(parameter.key, ANY)
        for bound in parameter.constraints.model_fields_set & _BOUNDS:
            said = getattr(parameter.constraints, bound)
            expected = bound_type(bound, known)
            if type(said) is not int or expected.name not in _WHOLE:
                yield from value((*path, "constraints", bound), said, Slot.CONSTRAINT, names, expected)
        yield from _listed((*path, "constraints"), parameter.constraints, names, known)
    if isinstance(parameter.visibility, When):
        where = (*path, "visibility", "when")
        judged = condition(where, parameter.visibility.when, Slot.VISIBILITY, names, names.roots["parameters"])
        yield from _of_parameters(judged)
    if isinstance(parameter.values_from, EntityValues):
        subject = Type("entity", entity_type=parameter.values_from.entity_type)
        yield from condition(
            (*path, "values_from", "filter"), parameter.values_from.filter, Slot.OPTIONS, names, subject
        )


def _listed(path: Path, constraints: Constraints, names: Names, parameter: Type) -> Iterator[Judged]:
    """The values that a parameter may be, or may not be; of a choice, the ones allowed are what makes it one."""
    expected = (parameter.item or ANY) if parameter.name == "list" else parameter.not_null()
    for key in ("one_of", "not_one_of"):
        for i, said in enumerate(getattr(constraints, key) or ()):
            yield from value((*path, key, i), said, Slot.CONSTRAINT, names, expected)


def _default(path: Path, parameter: Parameter, names: Names) -> Iterator[Judged]:
    """A default is worked out when the parameters before it are known, and those after it are not."""
    if parameter.default is None:
        return
    known = names.roots["parameters"].fields or {}
    earlier: dict[str, Type] = {}
    for key, type in known.items():
        if key == parameter.key:
            break
        earlier[key] = type
    limited = _with_root(names, "parameters", replace(names.roots["parameters"], fields=earlier))
    expected = known.get(parameter.key, ANY)
    for where, said, problems in value((*path, "default"), parameter.default, Slot.DEFAULT, limited, expected):
        yield Judged(where, said, tuple(_told_as_later(said, problem, known) for problem in problems))


def _told_as_later(said: Any, problem: Problem, known: Mapping[str, Type]) -> Problem:
    word = word_of(said, problem)
    if problem.rule != "unknown-parameter" or word not in known:
        return problem
    message = f"a default can only use the parameters before it, and `{word}` is not"
    return replace(problem, message=message, help="change the order of the parameters")


def _criteria(path: Path, criteria: SubmissionCriteria, names: Names) -> Iterator[Judged]:
    slot = Slot.CRITERION
    match criteria.config:
        case FieldConfig() as config:
            said: dict[str, Any] = {"field": config.field, "operator": config.operator}
            if "value" in config.model_fields_set:
                said["value"] = config.value
            subjects = {"entity": names.roots["entity"], "parameters": names.roots["parameters"], "user": CALLER}
            judged = condition(path, said, slot, names, subjects[config.subject])
            yield from _of_parameters(judged) if config.subject == "parameters" else judged
        case FunctionConfig() as config:
            said = {"$function": config.function, "args": config.args}
            yield from _moved(value(path, said, slot, names, BOOLEAN), {"$function": "function"})
        case RangeConfig() as config:
            known = (names.roots["parameters"].fields or {}).get(config.field, ANY)
            expected = bound_type("min", known)
            for bound, said in (("min", config.min), ("max", config.max)):
                if said is not None:
                    yield from value((*path, bound), said, slot, names, expected)
        case ExpressionConfig() as config:
            judged = value(path, {"$expr": config.expression}, slot, names, BOOLEAN)
            yield from _moved(judged, {"$expr": "expression"})


def _of_parameters(judged: Iterator[Judged]) -> Iterator[Judged]:
    """The problems of a condition over the parameters, whose fields are parameters."""
    for path, piece, problems in judged:
        yield Judged(path, piece, tuple(_told_as_parameter(problem) for problem in problems))


def _told_as_parameter(problem: Problem) -> Problem:
    if problem.rule != "unknown-field" or problem.holder:
        return problem
    return replace(problem, rule="unknown-parameter", message=problem.message.replace("field", "parameter", 1))


def _edit(path: Path, edit: ActionEdit, names: Names, field: Type) -> Iterator[Judged]:
    expected = _expected(edit, field)
    if edit.function_args is None:
        yield from value((*path, "value"), edit.value, Slot.EDIT, names, expected)
    else:
        written = str(edit.value)
        said = {"$function": written.removeprefix(_CALL), "args": edit.function_args}
        judged = value(path, said, Slot.EDIT, names, expected)
        # The function is a part of the text `$function.name`.
        within = (len(_CALL), len(written)) if written.startswith(_CALL) else None
        yield from _moved(judged, {"$function": "value", "args": "function_args"}, within)
    yield from condition((*path, "when"), edit.when, Slot.EDIT, names, names.roots["entity"])


def _expected(edit: ActionEdit, field: Type) -> Type:
    match edit.op:
        case "set":
            return field if edit.value is not None else ANY
        case _ if misfit(edit.op, field) is not None:
            return ANY
        case "increment":
            return NUMBER
        case "append" | "remove" | "add_unique":
            return field.item or ANY
        case _:
            return ANY


def _moved(
    judged: Iterator[Judged], keys: Mapping[str, str], function: tuple[int, int] | None = None
) -> Iterator[Judged]:
    """The problems of a piece whose parts stand in the sheet under other keys, the function as a part of a text."""
    for path, piece, problems in judged:
        told = tuple(_told_under(problem, keys, function) for problem in problems)
        yield Judged(path, piece, told)


def _told_under(problem: Problem, keys: Mapping[str, str], function: tuple[int, int] | None) -> Problem:
    if not problem.path:
        return problem
    first, *rest = problem.path
    within = function if problem.path == ("$function",) else problem.within
    return replace(problem, path=(keys.get(str(first), first), *rest), within=within)


def _with_root(names: Names, root: str, type: Type) -> Names:
    return replace(names, roots={**names.roots, root: type})
