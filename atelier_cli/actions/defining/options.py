"""Defines where the values that a parameter is chosen from come from."""

from collections.abc import Mapping
from typing import Any

from atelier_cli.actions.defining.surroundings import Surroundings
from atelier_cli.actions.options import Choice, Options
from atelier_cli.diagnostics import Path
from atelier_cli.language.problems import unknown
from atelier_cli.language.types import ANY, Type
from atelier_cli.language.values.slots import Slot
from atelier_cli.rows.action import ActionParameter

#: By the key that tells which form it is: all keys of the form.
_OPTION_FORMS = {
    "choices": {"choices"},
    "setting": {"setting"},
    "entity_type": {"entity_type", "filter", "value", "label"},
}


def define_options(row: ActionParameter, around: Surroundings) -> Options | None:
    """Where the values to choose from come from; None where any may be given."""
    said, path = row.values_from, ("parameters", row.key, "values_from")
    if said is None:
        return None
    forms = [form for form in _OPTION_FORMS if isinstance(said, Mapping) and form in said]
    if len(forms) != 1 or not isinstance(said, Mapping) or not _is_options(said, _OPTION_FORMS[forms[0]]):
        around.fault("wrong-value", "expected `choices`, a `setting`, or an `entity_type` with a filter", path)
        return None
    match forms[0]:
        case "choices":
            return _written_options(said["choices"], path, around)
        case "setting":
            return _setting_options(said["setting"], path, around)
        case _:
            return _live_options(said, path, around)


def _is_options(said: Mapping[str, Any], known: set[str]) -> bool:
    """Whether there are no other keys, and those that name something are texts."""
    names = (said[key] for key in ("setting", "entity_type", "value", "label") if said.get(key) is not None)
    return not set(said) - known and all(isinstance(name, str) for name in names)


def _written_options(said: Any, path: Path, around: Surroundings) -> Options | None:
    items = said if isinstance(said, list) else []
    found = [_choice(one) for one in items]
    if not found or None in found:
        around.fault("wrong-value", "expected a list of one or more choices", (*path, "choices"))
        return None
    return Options(choices=tuple(one for one in found if one is not None))


def _choice(said: Any) -> Choice | None:
    if isinstance(said, str):
        return Choice(said, said)
    if not isinstance(said, Mapping) or not isinstance(said.get("value"), str):
        return None
    return Choice(said["value"], said.get("label") or said["value"])


def _setting_options(key: Any, path: Path, around: Surroundings) -> Options | None:
    types = around.names.roots["config"].fields or {}
    if key not in types:
        message, hint = unknown("setting", str(key), types)
        around.fault("unknown-setting", message, (*path, "setting"), hint)
        return None
    if types[key].name not in {"list", "json"}:
        message = f"expected a setting of type list, found one of type {types[key].name}"
        around.fault("wrong-options", message, (*path, "setting"))
        return None
    around.paths.add(("config", key))
    return Options(setting=key)


def _live_options(said: Mapping[str, Any], path: Path, around: Surroundings) -> Options | None:
    kind = around.ontology.kinds.get(said["entity_type"])
    if kind is None:
        message, hint = unknown("entity type", str(said["entity_type"]), around.ontology.kinds)
        around.fault("unknown-entity-type", message, (*path, "entity_type"), hint)
        return None
    for key in ("value", "label"):
        name = said.get(key)
        if name is not None and name not in kind.members:
            message, hint = unknown("field", str(name), kind.members)
            around.fault("unknown-field", f"{message} on entity `{kind.code}`", (*path, key), hint)
    value = said.get("value") or "id"
    subject = Type("entity", entity_type=kind.code)
    return Options(
        entity_type=kind.code,
        filter=around.condition(said.get("filter"), Slot.OPTIONS, (*path, "filter"), subject, None),
        value=value,
        value_type=kind.members.get(value, ANY),
        label=said.get("label"),
    )
