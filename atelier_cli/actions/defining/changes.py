"""Defines what an action changes: its creates, edits and effects."""

from collections.abc import Iterable, Mapping
from typing import Any

from atelier_cli.actions.defining.surroundings import Surroundings
from atelier_cli.actions.definition import Create, Edit, Effect
from atelier_cli.actions.edits import OPERATIONS
from atelier_cli.actions.entities.ontology import EntityKind
from atelier_cli.diagnostics import Path
from atelier_cli.language.coerce import coerce
from atelier_cli.language.operations import misfit
from atelier_cli.language.problems import below, renamed, unknown
from atelier_cli.language.types import ANY, NUMBER, Type
from atelier_cli.language.values.slots import Slot
from atelier_cli.rows.action import ActionCreate, ActionEdit, ActionSideEffect

_CALL = "$function."


def define_creates(rows: Iterable[ActionCreate], around: Surroundings) -> list[Create]:
    """The creates in their order: each may read those before it."""
    found: list[Create] = []
    earlier: dict[str, Type] = {}
    for row in rows:
        limited = around.limited("created", earlier)
        create = _create(row, limited)
        earlier[row.key] = Type("entity", entity_type=row.entity_type)
        if create is not None:
            found.append(create)
    return found


def _create(row: ActionCreate, around: Surroundings) -> Create | None:
    path: Path = ("creates", row.key)
    when = around.condition(row.when, Slot.CREATE, (*path, "when"))
    kind = around.ontology.kinds.get(row.entity_type)
    if kind is None:
        message, hint = unknown("entity type", row.entity_type, around.ontology.kinds)
        around.fault("unknown-entity-type", message, (*path, "entity_type"), hint)
        return None
    if not isinstance(row.fields or {}, Mapping):
        around.fault("wrong-value", "expected values by field", (*path, "fields"))
        return None
    fields = {}
    for name, said in (row.fields or {}).items():
        expected = _settable(name, kind, (*path, "fields", name), around)
        fields[name] = around.value(said, Slot.CREATE, (*path, "fields", name), expected)
    return Create(key=row.key, kind=kind, fields=fields, when=when)


def _settable(name: str, kind: EntityKind, path: Path, around: Surroundings) -> Type:
    """The type of a field or relation that can be written; `any` where there is none, of which the problems tell."""
    if name in kind.fields or name in kind.relations:
        return kind.members[name]
    message, hint = unknown("field", name, {**kind.fields, **kind.relations})
    around.fault("unknown-field", f"{message} on entity `{kind.code}`", path, hint)
    return ANY


def define_edits(rows: Iterable[ActionEdit], around: Surroundings) -> list[Edit]:
    return [edit for row in rows if (edit := _edit(row, around)) is not None]


def _edit(row: ActionEdit, around: Surroundings) -> Edit | None:
    path: Path = ("edits", row.key)
    field = ANY if around.target is None else _settable(row.field, around.target, (*path, "field"), around)
    when = around.condition(row.when, Slot.EDIT, (*path, "when"))
    operation = OPERATIONS.get(row.op)
    if operation is None:
        message, hint = unknown("operation", row.op, OPERATIONS)
        around.fault("unknown-word", message, (*path, "op"), hint)
        return None
    reason = misfit(row.op, field)
    if reason is not None:
        around.fault("wrong-operation", reason, (*path, "op"))
        return None
    if not operation.TAKES_VALUE and (row.value is not None or row.function_args is not None):
        key = "value" if row.value is not None else "function_args"
        around.fault("wrong-operation", f"`{row.op}` takes no `{key}`", (*path, key), "leave it out")
        return None
    value = _edit_value(row, path, field, around) if operation.TAKES_VALUE else None
    return Edit(key=row.key, field=row.field, op=row.op, type=field, value=value, when=when)


def _edit_value(row: ActionEdit, path: Path, field: Type, around: Surroundings) -> Any:
    expected = _expected(row.op, field)
    if row.function_args is None:
        return around.value(row.value, Slot.EDIT, (*path, "value"), expected)
    said = {"$function": str(row.value).removeprefix(_CALL), "args": row.function_args}
    apart = around.apart()
    value = apart.value(said, Slot.EDIT, (), expected)
    around.faults.extend(below(path, renamed(apart.faults, {"$function": "value", "args": "function_args"})))
    return value


def _expected(op: str, field: Type) -> Type:
    match op:
        case "set":
            return field.or_null()
        case "increment":
            return NUMBER
        case _:
            return field.item or ANY


def define_effects(rows: Iterable[ActionSideEffect], around: Surroundings) -> list[Effect]:
    return [_effect(row, around) for row in rows]


def _effect(row: ActionSideEffect, around: Surroundings) -> Effect:
    path: Path = ("side_effects", row.key)
    equals = None
    if row.when_parameter is None and row.when_equals is not None:
        around.fault("wrong-effect-condition", "expected `when_parameter` beside `when_equals`", (*path, "when_equals"))
    elif row.when_parameter is not None:
        type = around.parameters.get(row.when_parameter)
        if type is None:
            message, hint = unknown("parameter", row.when_parameter, around.parameters)
            around.fault("unknown-parameter", message, (*path, "when_parameter"), hint)
        else:
            around.paths.add(("parameters", row.when_parameter))
            equals, problems = coerce(row.when_equals, type.or_null())
            for problem in problems:
                message = f"`{row.when_parameter}` never equals this: {problem.message}"
                around.fault("wrong-effect-condition", message, (*path, "when_equals", *problem.path), problem.help)
    payload = row.payload_aliases or {}
    if not isinstance(payload, Mapping):
        around.fault("wrong-value", "expected values by name", (*path, "payload_aliases"))
        payload = {}
    return Effect(
        key=row.key,
        event=row.event,
        when_parameter=row.when_parameter,
        when_equals=equals,
        payload={
            name: around.value(said, Slot.EFFECT, (*path, "payload_aliases", name)) for name, said in payload.items()
        },
    )
