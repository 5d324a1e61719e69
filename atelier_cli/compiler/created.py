"""Calls what an action creates by key where a sheet counts it: `$created.1.id` becomes `$created.inspection.id`."""

import re
from typing import Any, TypeVar

from atelier_cli.language.values.rewrite import name_created
from atelier_cli.language.words import Model
from atelier_cli.sheet.keys import keys
from atelier_cli.sheet.models.action import Action, ActionCreate, ActionEdit, ActionSideEffect

ModelT = TypeVar("ModelT", bound=Model)

_COUNTED = re.compile(r"\$created\.[0-9]")


def by_key(action: Action) -> Action:
    """The action with its creates called by their keys; the very same one where they are already."""
    if not any(_is_counted(getattr(item, name)) for item, name in _values(action)):
        return action
    creates = action.creates
    places = [place if item.order is None else item.order for place, item in enumerate(creates, 1)]
    in_order = sorted(zip(places, keys(creates, ActionCreate.NAMED_AFTER), strict=True))
    names = [key for _, key in in_order]
    lists = {
        name: [_rewritten(item, fields, names) for item in getattr(action, name)]
        for name, fields in _WITH_VALUES.items()
    }
    return action.model_copy(update=lists)


#: The lists of an action whose items may refer to what it creates, and the fields that may.
_WITH_VALUES: dict[str, tuple[str, ...]] = {
    "edits": ("value", "function_args", "when"),
    "creates": ("fields_", "when"),
    "side_effects": ("payload_aliases",),
}


def _values(action: Action) -> list[tuple[ActionEdit | ActionCreate | ActionSideEffect, str]]:
    return [
        (item, field) for name, fields in _WITH_VALUES.items() for item in getattr(action, name) for field in fields
    ]


def _is_counted(value: Any) -> bool:
    if isinstance(value, str):
        return _COUNTED.match(value) is not None
    if isinstance(value, dict):
        return any(map(_is_counted, value.values()))
    return isinstance(value, list) and any(map(_is_counted, value))


def _rewritten(item: ModelT, fields: tuple[str, ...], names: list[str]) -> ModelT:
    return item.model_copy(update={field: name_created(getattr(item, field), names) for field in fields})
