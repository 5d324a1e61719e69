"""Where each key of a sheet, a vocabulary or a file of fixtures may stand, and what it is for there."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from atelier_cli.frozen import frozen
from atelier_cli.sheet.models.fixtures import FixturesFile
from atelier_cli.sheet.models.sheet import Sheet
from atelier_cli.sheet.models.vocabulary import VocabularyFile


@frozen
class KeyPlace:
    """A key at a place of the language."""

    #: The keys on the way to it, an item of a list as `[]`: `actions[].parameters[]`; empty at the top.
    path: str
    description: str
    is_required: bool
    example: Any = None


@cache
def key_places() -> Mapping[str, tuple[KeyPlace, ...]]:
    """By key, the places where it may stand, in the order of the models; those that differ in nothing once."""
    found: dict[str, dict[tuple[str, str], KeyPlace]] = {}
    for model in (Sheet, VocabularyFile, FixturesFile):
        for key, place in places_below(model):
            found.setdefault(key, {}).setdefault((place.path, place.description), place)
    return {key: tuple(places.values()) for key, places in found.items()}


def places_below(model: type[BaseModel], path: str = "") -> Iterator[tuple[str, KeyPlace]]:
    """The keys of a model and of all below it, each with its place."""
    yield from _below(model, path, ())


def _below(model: type[BaseModel], path: str, above: tuple[type[BaseModel], ...]) -> Iterator[tuple[str, KeyPlace]]:
    for name, info in model.model_fields.items():
        key = info.alias or name
        example = info.examples[0] if info.examples else None
        yield key, KeyPlace(path, info.description or "", info.is_required(), example)
        yield from _of_condition(info, f"{path}.{key}".lstrip("."))
        for inner, is_item in _models(info.annotation):
            if inner not in above:  # a list may hold lists
                way = f"{path}.{key}".lstrip(".") + ("[]" if is_item else "")
                yield from _below(inner, way, (*above, model, inner))


def _of_condition(info: FieldInfo, path: str) -> Iterator[tuple[str, KeyPlace]]:
    """The keys of what a field holds, where a schema alone tells of them."""
    marks = (*info.metadata, *(mark for part in get_args(info.annotation) for mark in get_args(part)[1:]))
    for mark in marks:
        schema = mark.json_schema if isinstance(mark, WithJsonSchema) else None
        for key, said in ({} if schema is None else schema.get("properties", {})).items():
            if "description" in said:
                yield key, KeyPlace(path, said["description"], is_required=False)


def _models(hint: Any, *, is_item: bool = False) -> Iterator[tuple[type[BaseModel], bool]]:
    """The models that a hint speaks of, and whether as the items of a list."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint, is_item
    for part in get_args(hint):
        yield from _models(part, is_item=is_item or getattr(hint, "__origin__", None) is list)
