"""The lists whose items share a namespace: there, two items of one name are a mistake."""

from collections.abc import Callable, Iterator
from typing import Any

from atelier_cli.diagnostics import Path
from atelier_cli.frozen import frozen
from atelier_cli.language.words import Model
from atelier_cli.sheet.models.action import Action, ChoiceValues
from atelier_cli.sheet.models.base import Keyed, Named
from atelier_cli.sheet.models.entity import EntitySchema, EnumType
from atelier_cli.sheet.models.flow import Flow
from atelier_cli.sheet.models.notification import Notifications
from atelier_cli.sheet.models.sheet import Sheet
from atelier_cli.sheet.models.vocabulary import Product, Vocabulary

#: A name as its parts, since an action is told apart by its key and its entity type.
Name = tuple[str, ...]


@frozen
class Siblings:
    """A namespace below a model."""

    #: What one of them is called.
    noun: str
    #: The items with their paths from the model.
    items: Callable[[Any], Iterator[tuple[Path, Model]]]


def name_of(item: Model) -> Name | None:
    """What tells the item apart from its siblings; None where it goes without a key."""
    if isinstance(item, Keyed):
        return None if item.key is None else (item.key,)
    if isinstance(item, Named):
        return tuple(getattr(item, field) for field in item.NAMING[::-1])
    return (item.value,)  # type: ignore[attr-defined]  # a choice, the one model here that becomes no row


def naming_field(item: Model) -> str:
    """The field that holds the last part of the item's name."""
    if isinstance(item, Keyed):
        return "key"
    return item.NAMING[0] if isinstance(item, Named) else "value"


def _lists(*attributes: str) -> Callable[[Any], Iterator[tuple[Path, Model]]]:
    def items(model: Any) -> Iterator[tuple[Path, Model]]:
        for attribute in attributes:
            key = attribute.rstrip("_")
            for i, item in enumerate(getattr(model, attribute)):
                yield (key, i), item

    return items


def _placements(sheet: Sheet) -> Iterator[tuple[Path, Model]]:
    """The placements of all actions: the caller of an action names nothing but the placement."""
    for i, action in enumerate(sheet.actions):
        for j, placement in enumerate(action.placements):
            yield ("actions", i, "placements", j), placement


SIBLINGS: dict[type[Model], tuple[Siblings, ...]] = {
    Sheet: (
        Siblings("setting", _lists("settings")),
        Siblings("entity type", _lists("entities")),
        Siblings("action", _lists("actions")),
        Siblings("flow", _lists("flows")),
        Siblings("placement", _placements),
    ),
    Notifications: (Siblings("template", _lists("templates")), Siblings("rule", _lists("rules"))),
    EntitySchema: (Siblings("field", _lists("fields_", "relationships")),),
    EnumType: (Siblings("choice", _lists("choices")),),
    Action: (
        Siblings("parameter", _lists("parameters")),
        Siblings("criteria", _lists("submission_criteria")),
        Siblings("edit", _lists("edits")),
        Siblings("create", _lists("creates")),
        Siblings("side effect", _lists("side_effects")),
    ),
    ChoiceValues: (Siblings("choice", _lists("choices")),),
    Flow: (Siblings("step", _lists("steps")),),
    Product: (Siblings("action", _lists("actions")),),
    Vocabulary: (
        Siblings("surface", _lists("surfaces")),
        Siblings("event", _lists("events")),
        Siblings("event type", _lists("event_types")),
        Siblings("product", _lists("products")),
        Siblings("skill", _lists("skills")),
        Siblings("function", _lists("functions")),
        Siblings("entity type", _lists("entity_types")),
    ),
}
