"""Defines the parameters of an action: their types, constraints, options, defaults and visibility."""

from collections.abc import Mapping
from typing import Any

from atelier_cli.actions.compiled import CompiledCondition
from atelier_cli.actions.constraints import CONSTRAINTS
from atelier_cli.actions.defining.options import define_options
from atelier_cli.actions.defining.surroundings import Surroundings
from atelier_cli.actions.definition import Parameter, ParameterConstraint
from atelier_cli.actions.options import Options
from atelier_cli.diagnostics import Path
from atelier_cli.language.constraints import WRITTEN, bound_type, misfit
from atelier_cli.language.formats import FORMATS
from atelier_cli.language.patterns import PatternError, compile_pattern
from atelier_cli.language.problems import unknown
from atelier_cli.language.types import ANY, FIELD_TYPES, STRING, Type, list_of
from atelier_cli.language.values.slots import Slot
from atelier_cli.rows.action import ActionParameter

#: The constraints whose bound stands for itself: `format: email` names a form, and is no value.
_PLAIN: Mapping[str, Type] = {
    "pattern": STRING,
    "format": STRING,
    "unique_items": Type("boolean"),
    "content_types": list_of(STRING),
    "unique_in": STRING,
}


def declared_type(row: ActionParameter, known: Mapping[str, Any]) -> Type:
    """What a parameter holds, with the choices of an enum; nullable, as it may not be given, unless it is required."""
    match row.type:
        case "entity":
            code = row.object_type or ""
            found = Type("entity", entity_type=code if code in known else "")
        case "enum":
            found = Type("enum", choices=_choices(row))
        case "list":
            found = list_of(ANY)
        case name:
            found = Type(name if name in FIELD_TYPES else "any")
    return found if row.required else found.or_null()


def _choices(row: ActionParameter) -> tuple[str, ...]:
    """The values of an enum, from its constraint or the list it chooses from; none where they are not written out."""
    said = row.constraints.get("one_of") if isinstance(row.constraints, Mapping) else None
    if isinstance(said, list):
        return tuple(value for value in said if isinstance(value, str))
    offered = row.values_from.get("choices") if isinstance(row.values_from, Mapping) else None
    items = offered if isinstance(offered, list) else []
    return tuple(one["value"] for one in items if isinstance(one, Mapping) and isinstance(one.get("value"), str))


def define_parameter(row: ActionParameter, around: Surroundings) -> Parameter:
    """A parameter as its row says; what criteria ask of it is not among its constraints yet."""
    path: Path = ("parameters", row.key)
    if row.type not in FIELD_TYPES:
        message, hint = unknown("type", row.type, FIELD_TYPES)
        around.fault("unknown-word", message, (*path, "type"), hint)
    _check_object_type(row, around)
    type = around.parameters[row.key]
    options = define_options(row, around)
    return Parameter(
        key=row.key,
        label=row.label,
        help=row.help,
        # Which choices there are, a constraint says: with a reason, and with a code of its own.
        type=Type("enum", nullable=type.nullable) if type.name == "enum" else type,
        required=row.required,
        default=_default(row, type, around),
        constraints=tuple(_constraints(row, type, options, around)),
        options=options,
        visibility=_visibility(row, around),
        sensitive=row.sensitive,
    )


def _check_object_type(row: ActionParameter, around: Surroundings) -> None:
    """Notes an entity of which it is not said, or cannot be told, which type it is of."""
    path: Path = ("parameters", row.key, "object_type")
    if (row.type == "entity") != (row.object_type is not None):
        found = "none" if row.object_type is None else f"one on a parameter of type {row.type}"
        message = f"expected an `object_type` on a parameter of type entity and on no other, found {found}"
        around.fault("wrong-object-type", message, path)
    elif row.object_type is not None and row.object_type not in around.ontology.kinds:
        message, hint = unknown("entity type", row.object_type, around.ontology.kinds)
        around.fault("unknown-entity-type", message, path, hint)


def _default(row: ActionParameter, type: Type, around: Surroundings) -> Any:
    """The value when none is given: it may use the parameters before it."""
    if row.default is None:
        return None
    earlier: dict[str, Type] = {}
    for key, known in around.parameters.items():
        if key == row.key:
            break
        earlier[key] = known
    limited = around.limited("parameters", earlier)
    return limited.value(row.default, Slot.DEFAULT, ("parameters", row.key, "default"), type)


def _visibility(row: ActionParameter, around: Surroundings) -> bool | CompiledCondition:
    path: Path = ("parameters", row.key, "visibility")
    match row.visibility:
        case "visible" | None:
            return True
        case "hidden":
            return False
        case {"when": said, **rest} if said is not None and not rest:
            subject = around.names.roots["parameters"]
            return around.condition(said, Slot.VISIBILITY, (*path, "when"), subject, ("parameters",)) or False
        case _:
            around.fault("wrong-value", "expected `visible`, `hidden` or {when: condition}", path)
            return False


def _constraints(
    row: ActionParameter, type: Type, options: Options | None, around: Surroundings
) -> list[ParameterConstraint]:
    found = []
    if type.name in {"entity", "user"}:
        code = "user" if type.name == "user" else type.entity_type
        found.append(ParameterConstraint(name="object_type", bound=code))
    said = row.constraints or {}
    if not isinstance(said, Mapping):
        around.fault("wrong-value", "expected constraints by name", ("parameters", row.key, "constraints"))
        said = {}
    for name, bound in said.items():
        made = _constraint(name, bound, type, ("parameters", row.key, "constraints", name), around)
        if made is not None:
            found.append(made)
    if options is not None:
        found.append(ParameterConstraint(name="values_from", bound=options))
    return found


def _constraint(name: str, said: Any, type: Type, path: Path, around: Surroundings) -> ParameterConstraint | None:
    """A constraint that a row writes; None where there is none, or none that could be judged."""
    if name not in WRITTEN or name not in CONSTRAINTS:
        message, hint = unknown("constraint", name, WRITTEN)
        around.fault("unknown-key", message, path, hint)
        return None
    reason = misfit(name, type)
    if reason is not None:
        around.fault("wrong-constraint", reason, path)
        return None
    if said is None:
        # A bound that is written as nothing bounds nothing.
        return None
    if name in _PLAIN:
        return _plain_constraint(name, said, path, around)
    return ParameterConstraint(name=name, bound=around.value(said, Slot.CONSTRAINT, path, bound_type(name, type)))


def _plain_constraint(name: str, said: Any, path: Path, around: Surroundings) -> ParameterConstraint | None:
    fault = _plain_fault(name, said, around)
    if fault is not None:
        around.fault(*fault, path)
        return None
    return ParameterConstraint(name=name, bound=said)


def _plain_fault(name: str, said: Any, around: Surroundings) -> tuple[str, str] | None:
    """What is wrong with a bound that stands for itself: the rule, and the message."""
    kind = _PLAIN[name]
    fits = {"string": isinstance(said, str), "boolean": isinstance(said, bool)}.get(kind.name, _is_texts(said))
    if not fits:
        return "wrong-value", f"expected {kind} behind `{name}`"
    match name:
        case "format" if said not in FORMATS:
            message, hint = unknown("format", said, FORMATS)
            return "unknown-word", f"{message} ({hint})"
        case "pattern":
            try:
                compile_pattern(said)
            except PatternError as fault:
                return "bad-pattern", f"expected a regular expression (RE2): {fault}"
        case "unique_in":
            return _unique_fault(said, around)
    return None


def _is_texts(said: Any) -> bool:
    return isinstance(said, list) and all(isinstance(one, str) for one in said)


def _unique_fault(said: str, around: Surroundings) -> tuple[str, str] | None:
    code, _, name = said.partition(".")
    kind = around.ontology.kinds.get(code)
    if kind is None:
        return "unknown-entity-type", unknown("entity type", code, around.ontology.kinds)[0]
    if name not in kind.fields and name not in kind.relations:
        return "unknown-field", f"unknown field `{name}` on entity `{code}`"
    return None
