"""The canonical form of a sheet: what says nothing new is left out, and lists and mappings stand in their order."""

from functools import cache
from inspect import get_annotations
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from atelier_cli import names
from atelier_cli.compiler import placements
from atelier_cli.compiler.created import by_key
from atelier_cli.frozen import frozen
from atelier_cli.sheet.keys import key_after, keys, said
from atelier_cli.sheet.models.action import Action, ActionEdit
from atelier_cli.sheet.models.base import Item, Keyed, Named, Unordered
from atelier_cli.sheet.models.entity import Entity
from atelier_cli.sheet.models.identity import Identity
from atelier_cli.sheet.models.sheet import Sheet
from atelier_cli.sheet.models.vocabulary import OwnedType


def canonical(model: BaseModel) -> dict[str, Any]:
    """The plain data of a model in canonical form: models that say the same have the same canonical form.

    What is at its default is left out, and so is what follows from the rest: a name for people that is made from the
    key, a key that is taken from what an item is about, an order that is the position. Mappings whose keys the language
    does not know are sorted by key: in YAML as in JSON the order of keys says nothing.
    """
    if isinstance(model, Action):
        model = by_key(model)
    elif isinstance(model, Sheet):
        model = placements.with_keys(model)
    data = {}
    for part in _parts(type(model)):
        value = getattr(model, part.name)
        if value != part.default:
            data[part.key] = _canonical(value, unordered=part.unordered)
    _leave_out_what_follows(model, data)
    return data


def plain(value: Any) -> Any:
    """The value as JSON in canonical form: models without what they leave at its default, mappings by key."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, BaseModel):
        return canonical(value)
    if isinstance(value, dict):
        return {key: plain(value[key]) for key in sorted(value)}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


@frozen
class _Part:
    """A field of a model, with what is needed to write it."""

    name: str
    key: str
    default: Any
    unordered: bool


@cache
def _parts(model: type[BaseModel]) -> tuple[_Part, ...]:
    """The parts of a model: what it is comes before what it shares with others of its kind."""
    own = get_annotations(model)
    return tuple(
        _Part(name, info.alias or name, info.get_default(call_default_factory=True), _is_unordered(info))
        for name, info in sorted(model.model_fields.items(), key=lambda item: item[0] not in own)
    )


def _is_unordered(info: FieldInfo) -> bool:
    inner = (mark for one in get_args(info.annotation) for mark in getattr(one, "__metadata__", ()))
    return any(isinstance(mark, Unordered) for mark in (*info.metadata, *inner))


def _canonical(value: Any, *, unordered: bool) -> Any:
    if not isinstance(value, list):
        return plain(value)
    if unordered:
        return sorted(set(value))
    if value and all(isinstance(one, Named) for one in value):
        return _items(value)
    return plain(value)


def _leave_out_what_follows(model: BaseModel, data: dict[str, Any]) -> None:
    if isinstance(model, Named) and model.HUMANISED is not None:
        label, source = model.HUMANISED
        _drop(data, label, names.humanise(getattr(model, source)))
    if isinstance(model, Identity):
        _drop(data, "route_namespace", model.code)
    elif isinstance(model, ActionEdit) and model.op == "set":
        data.setdefault("value", None)  # an edit that says nothing sets null: canonically it says so
    elif isinstance(model, Entity | OwnedType) and model.schema_ is not None:
        _drop(data["schema"], "display_name", names.humanise(model.entity_type))


def _drop(data: dict[str, Any], key: str, value: str) -> None:
    if data.get(key) == value:
        del data[key]


def _items(items: list[Named]) -> list[dict[str, Any]]:
    """The items in their order, each without what follows from its place and from what it is about."""
    after = items[0].NAMED_AFTER if isinstance(items[0], Keyed) else ""
    named = keys(items, after) if after else [""] * len(items)
    places = [_place(item, i) for i, item in enumerate(items, 1)]
    in_order = sorted(range(len(items)), key=lambda i: (places[i] or 0, *_name(items[i], named[i])))
    own = said([named[i] for i in in_order], [key_after(items[i], after) for i in in_order]) if after else named
    return [_item(items[i], key, places[i], at) for at, (i, key) in enumerate(zip(in_order, own, strict=True), 1)]


def _item(item: Named, key: str | None, place: int | None, position: int) -> dict[str, Any]:
    """The item's data: its name first, then where it stands and whether it is active, then what it says."""
    data = canonical(item)
    if isinstance(item, Keyed):
        data["key"] = key
    stands = {"order": None if place == position else place, "is_active": data.get("is_active")}
    first = {name: data[name] for name in item.NAMING if name in data} | stands
    rest = {name: value for name, value in data.items() if name not in first and name != "renamed_from"}
    return {name: value for name, value in first.items() if value is not None} | rest


def _place(item: Named, position: int) -> int | None:
    """The item's place among its siblings; None where its order says nothing."""
    if not isinstance(item, Item):
        return None
    return position if item.order is None else item.order


def _name(item: Named, key: str) -> tuple[str, ...]:
    return (key,) if key else tuple(str(getattr(item, name)) for name in item.NAMING)
