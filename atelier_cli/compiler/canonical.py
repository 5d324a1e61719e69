"""The canonical form of a sheet: what says nothing new is left out, and lists stand in their order."""

from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from atelier_cli import names
from atelier_cli.compiler.items import key_after, keys
from atelier_cli.sheet.models.base import Item, Keyed, Named, Unordered
from atelier_cli.sheet.models.identity import Identity


def canonical(model: BaseModel) -> dict[str, Any]:
    """The plain data of a model in canonical form: models that say the same have the same canonical form."""
    data = {}
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        if value != info.get_default(call_default_factory=True):
            data[info.alias or name] = _canonical(value, info)
    if isinstance(model, Identity) and model.route_namespace == model.code:
        del data["route_namespace"]
    return data


def _canonical(value: Any, info: FieldInfo) -> Any:
    if isinstance(value, BaseModel):
        return canonical(value)
    if not isinstance(value, list):
        return value
    if any(isinstance(mark, Unordered) for mark in info.metadata):
        return sorted(set(value))
    if value and all(isinstance(one, Named) for one in value):
        return _items(value)
    return [canonical(one) if isinstance(one, BaseModel) else one for one in value]


def _items(items: list[Named]) -> list[dict[str, Any]]:
    """The items in their order, each without what follows from its place and from what it is about."""
    after = items[0].NAMED_AFTER if isinstance(items[0], Keyed) else ""
    named = keys(items, after) if after else [""] * len(items)
    places = [_place(item, i) for i, item in enumerate(items, 1)]
    in_order = sorted(range(len(items)), key=lambda i: (places[i], *_name(items[i], named[i])))
    return [_item(items[i], named[i], after, places[i], at) for at, i in enumerate(in_order, 1)]


def _item(item: Named, key: str, after: str, place: int, position: int) -> dict[str, Any]:
    data = canonical(item)
    data.pop("renamed_from", None)
    data.pop("order", None)
    if after:
        own = {} if key == key_after(item, after) else {"key": key}
        data = own | {name: value for name, value in data.items() if name != "key"}
    if item.HUMANISED is not None:
        label, source = item.HUMANISED
        if data.get(label) == names.humanise(getattr(item, source)):
            del data[label]
    if place not in {position, 0}:
        data["order"] = place
    return data


def _place(item: Named, position: int) -> int:
    """The item's place among its siblings; 0 where the order says nothing."""
    if not isinstance(item, Item):
        return 0
    return position if item.order is None else item.order


def _name(item: Named, key: str) -> tuple[str, ...]:
    return (key,) if key else tuple(str(getattr(item, name)) for name in item.NAMING)
