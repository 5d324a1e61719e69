"""Shows an action: what it asks, whom it lets, and what it does."""

from collections.abc import Iterator
from typing import Any

from atelier_cli.actions.compiled import CompiledCondition, CompiledValue
from atelier_cli.actions.definition import Criterion, Parameter, ParameterConstraint
from atelier_cli.actions.options import Options
from atelier_cli.operations.show_action import ShownAction
from atelier_cli.views.cells import cells, cut, printable
from atelier_cli.views.terminal import Paint
from atelier_cli.views.values import value_text
from atelier_cli.views.words import listed
from atelier_cli.views.wrapping import wrapped

_INDENT = "  "


def action_text(shown: ShownAction, width: int, paint: Paint) -> str:
    """All that the caller may know of the action."""
    parts = [
        _head(shown, width, paint),
        _parameters(shown, width, paint),
        _criteria("gates", shown.definition.gates, shown, width, paint),
        _criteria("classifies", shown.definition.classified, shown, width, paint),
        _changes(shown, width, paint),
        _placements(shown, paint),
        _permissions(shown, width, paint),
        _problems(shown, width, paint),
    ]
    return "\n\n".join("\n".join(lines) for lines in map(list, parts) if lines)


def action_shape(shown: ShownAction) -> dict[str, Any]:
    definition, edits = shown.definition, shown.may_edit
    return {
        "tenant": shown.tenant,
        "action": shown.code,
        "label": definition.label,
        "description": definition.description,
        "kind": definition.kind,
        "target_model": definition.target_model,
        "status": definition.status,
        "version": definition.version,
        "bulk": None if definition.bulk is None else definition.bulk.model_dump(),
        "carrier": None if definition.carrier is None else definition.carrier.model_dump(),
        "parameters": [_parameter_shape(one) for one in definition.parameters],
        "criteria": [_criterion_shape(one, shown) for one in (*definition.gates, *definition.classified)],
        "edits": [
            {
                "field": one.field,
                "op": one.op,
                **({"value": _said(one.value), "when": _said(one.when)} if edits else {}),
            }
            for one in definition.edits
        ],
        "creates": [
            {
                "key": one.key,
                "entity_type": one.kind.code,
                "fields": {name: _said(value) for name, value in one.fields.items()} if edits else list(one.fields),
            }
            for one in definition.creates
        ],
        "effects": [{"key": one.key, "event": one.event, "payload": list(one.payload)} for one in definition.effects],
        "placements": [one.model_dump(include={"key", "surface", "label", "status"}) for one in definition.placements],
        "may_apply": shown.may_apply,
        "may_edit": edits,
        "permissions": _roles(shown) if edits else None,
        "problems": [{"at": "/".join(map(str, one.path)), "message": one.message} for one in definition.problems],
    }


def _head(shown: ShownAction, width: int, paint: Paint) -> Iterator[str]:
    one = shown.definition
    yield f"{paint(shown.code, 'title')}  {printable(one.label)}"
    told = [f"version {one.version}", one.status, f"on {one.target_model}", one.kind]
    if one.bulk is not None:
        told.append(f"{one.bulk.mode}, at most {one.bulk.limit:,} targets")
    if one.carrier is not None:
        told.append(f"carried by {one.carrier.flow or one.carrier.webhook}")
    yield paint(cut(", ".join(told), width), "faint")
    yield from wrapped(printable(one.description), width) if one.description else ()
    if not shown.may_apply:
        yield paint("this caller may see it, and not apply it", "warning")


def _parameters(shown: ShownAction, width: int, paint: Paint) -> Iterator[str]:
    parameters = shown.definition.parameters
    if not parameters:
        return
    yield paint("parameters", "title")
    names = max(len(one.key) for one in parameters)
    for one in parameters:
        told = [_type(one), *(["required"] if one.required else []), *_notes(one)]
        first, *rest = wrapped(printable(", ".join(told)), width - names - 4)
        yield f"{_INDENT}{paint(f'{one.key:<{names}}', 'info')}  {first}"
        margin = f"{_INDENT}{' ' * names}  "
        yield from (f"{margin}{line}" for line in rest)
        about = one.help or (one.label if one.label.lower() != one.key.replace("_", " ") else "")
        for line in wrapped(printable(about), width - len(margin)) if about else ():
            yield f"{margin}{paint(line, 'faint')}"


def _type(one: Parameter) -> str:
    return str(one.type.not_null())


def _notes(one: Parameter) -> Iterator[str]:
    """What else there is to say of a parameter."""
    if one.default is not None:
        said = _said(one.default)
        yield "by default worked out" if isinstance(said, dict) else f"by default {value_text(said)}"
    for constraint in one.constraints:
        if constraint.name not in {"object_type", "values_from"}:
            yield _constraint(constraint)
    if one.options is not None:
        yield _options(one.options)
    if one.visibility is False:
        yield "hidden"
    elif isinstance(one.visibility, CompiledCondition):
        yield "shown under a condition"
    if one.sensitive:
        yield "sensitive"


def _constraint(one: ParameterConstraint) -> str:
    name = one.name.replace("_", " ")
    bound = _said(one.bound)
    if one.name == "any_of" and isinstance(bound, tuple):
        return f"at least one of {', '.join(bound)}"
    return name if bound is None or bound is True or one.name == "required" else f"{name} {value_text(bound)}"


def _options(options: Options) -> str:
    if options.choices:
        return "one of " + ", ".join(choice.value for choice in options.choices)
    if options.setting is not None:
        return f"one of the setting `{options.setting}`"
    some = "some " if options.filter is not None else ""
    return f"{some}{options.entity_type}" + ("" if options.value == "id" else f", by `{options.value}`")


def _criteria(
    title: str, criteria: tuple[Criterion, ...], shown: ShownAction, width: int, paint: Paint
) -> Iterator[str]:
    if not criteria:
        return
    yield paint(title, "title")
    names = max(len(one.key) for one in criteria)
    for one in criteria:
        said = f"{one.type} {value_text(one.config)}" if shown.may_edit else one.type
        message = [*wrapped(printable(one.message), width - names - 4)] if one.message else []
        asks = wrapped(said, width - names - 4) if shown.may_edit or not message else []
        first, *rest = (*message, *(paint(line, "faint") for line in asks))
        yield f"{_INDENT}{one.key:<{names}}  {first}"
        yield from (f"{_INDENT}{' ' * names}  {line}" for line in rest)


def _changes(shown: ShownAction, width: int, paint: Paint) -> Iterator[str]:
    one = shown.definition
    if one.creates or one.edits or one.effects:
        yield paint("does", "title")
    for create in one.creates:
        yield f"{_INDENT}{paint('+', 'add')} {create.kind.code}  {paint(create.key, 'faint')}"
        if shown.may_edit:
            yield from _values({name: _said(value) for name, value in create.fields.items()}, width, paint)
    for edit in one.edits:
        value = f"  {value_text(_said(edit.value))}" if shown.may_edit and edit.value is not None else ""
        when = f"  when {value_text(_said(edit.when))}" if shown.may_edit and edit.when is not None else ""
        line = cut(f"{edit.op} {edit.field}{value}{when}", width - 4)
        yield f"{_INDENT}{paint('~', 'update')} {line}"
    for effect in one.effects:
        when = "" if effect.when_parameter is None else f"  where {effect.when_parameter} is {effect.when_equals}"
        yield f"{_INDENT}{paint('!', 'info')} {cut(f'{effect.event}{when}', width - 4)}"


def _values(values: dict[str, Any], width: int, paint: Paint) -> Iterator[str]:
    names = max(map(len, values), default=0)
    for name, value in values.items():
        yield f"{_INDENT * 2}{paint(f'{name:<{names}}', 'faint')}  {cut(value_text(value), width - names - 6)}"


def _placements(shown: ShownAction, paint: Paint) -> Iterator[str]:
    placements = shown.definition.placements
    if placements:
        yield paint("placed", "title")
        names = [f"{shown.definition.application}/{one.key}" for one in placements]
        wide = max(map(cells, names))
        for name, one in zip(names, placements, strict=True):
            status = "" if one.status == "published" else f"  {paint(one.status, 'warning')}"
            yield f"{_INDENT}{name:<{wide}}  on {one.surface}{status}"


def _permissions(shown: ShownAction, width: int, paint: Paint) -> Iterator[str]:
    if shown.may_edit:
        yield paint("who may", "title")
        for verb, roles in _roles(shown).items():
            yield cut(f"{_INDENT}{verb:<5}  {listed(roles) or 'nobody'}", width)


def _roles(shown: ShownAction) -> dict[str, list[str]]:
    may = shown.permissions
    return {"view": sorted(may.view), "apply": sorted(may.apply), "edit": sorted(may.edit)}


def _problems(shown: ShownAction, width: int, paint: Paint) -> Iterator[str]:
    for one in shown.definition.problems:
        yield f"{paint('error', 'error')}: it cannot run: {cut(printable(one.message), width - 24)}"
        yield f" {paint('-->', 'frame')} {'.'.join(map(str, one.path))}"


def _said(value: Any) -> Any:
    """What a row writes for a value or a condition."""
    return value.said if isinstance(value, CompiledValue | CompiledCondition) else value


def _parameter_shape(one: Parameter) -> dict[str, Any]:
    options = one.options
    return {
        "key": one.key,
        "label": one.label,
        "help": one.help,
        "type": one.type.name,
        "required": one.required,
        "default": _said(one.default),
        "constraints": {
            constraint.name: _said(constraint.bound)
            for constraint in one.constraints
            if constraint.name not in {"object_type", "values_from"}
        },
        "object_type": one.type.entity_type or None,
        "choices": None if options is None else [{"value": c.value, "label": c.label} for c in options.choices],
        "setting": None if options is None else options.setting,
        "chosen_from": None if options is None else options.entity_type,
        "visibility": one.visibility if isinstance(one.visibility, bool) else "conditional",
        "sensitive": one.sensitive,
    }


def _criterion_shape(one: Criterion, shown: ShownAction) -> dict[str, Any]:
    said = {"key": one.key, "type": one.type, "enforcement": one.enforcement, "message": one.message}
    return {**said, "parameter": one.points_at, **({"config": one.config} if shown.may_edit else {})}
