"""What a model of the language allows at a place: found by walking the models, only once something is wrong there."""

from collections.abc import Iterator
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, Tag
from pydantic.fields import FieldInfo

from atelier_cli.diagnostics import Path


def keys_at(model: type[BaseModel], location: Path) -> tuple[str, ...]:
    """The keys allowed in the mapping at a location as pydantic gives it: with the tags of unions in it."""
    return _keys_at(model, _any_item(location))


@lru_cache(maxsize=1024)  # a thousand mistakes stand in a few places of the models
def _keys_at(model: type[BaseModel], location: Path) -> tuple[str, ...]:
    found = model_at(model, location)
    if found is None:
        return ()
    return tuple(name if info.alias is None else info.alias for name, info in found.model_fields.items())


def model_at(model: type[BaseModel], location: Path) -> type[BaseModel] | None:
    """The model of the mapping at a location as pydantic gives it; None where there is none."""
    found, _ = bare(_follow(model, location))
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def stands_for(model: type[BaseModel], location: Path) -> str:
    """The key of the mapping at a location whose value says all that it must say; empty where several do."""
    told_apart = discriminator(model, location)
    found = model_at(model, location)
    if told_apart or found is None:
        return told_apart
    needed = [(name, info) for name, info in found.model_fields.items() if info.is_required()]
    return (needed[0][1].alias or needed[0][0]) if len(needed) == 1 else ""


def holds_words(model: type[BaseModel], location: Path) -> bool:
    """Whether the items of the list at a location are plain values."""
    hint, _ = bare(member(_follow(model, location), 0))
    return (
        hint is not None and get_origin(hint) is None and not (isinstance(hint, type) and issubclass(hint, BaseModel))
    )


def _any_item(location: Path) -> Path:
    """The location whichever item of a list it leads through: what may stand in one may stand in each."""
    return tuple(0 if isinstance(step, int) else step for step in location)


def without_tags(model: type[BaseModel], location: Path) -> Path:
    """The location without the tags of unions: a path into the data."""
    tags = _tags(model, _any_item(location))
    return tuple(step for step, is_tag in zip(location, tags, strict=True) if not is_tag)


@lru_cache(maxsize=1024)
def _tags(model: type[BaseModel], location: Path) -> tuple[bool, ...]:
    """Of each step of a location, whether it is the tag of a union."""
    at: Any = model
    found = []
    for step in location:
        options = dict(options_of(at))
        found.append(bool(options))
        at = options.get(str(step)) if options else member(at, step)
    return tuple(found)


def discriminator(model: type[BaseModel], location: Path) -> str:
    """The key that tells the members of the union at a location apart; empty where a function does."""
    at = _follow(model, location)
    _, metadata = bare(at)
    for mark in metadata:
        if isinstance(mark, FieldInfo) and isinstance(mark.discriminator, str):
            return mark.discriminator
    return ""


def chosen(hint: Any, said: Any) -> Any:
    """The member of a tagged union that a value is of; None where it is of none, any other hint as it is."""
    options = dict(options_of(hint))
    if not options:
        return hint
    _, metadata = bare(hint)
    for mark in metadata:
        tells = getattr(mark, "discriminator", None)
        if isinstance(tells, str):
            return options.get(str(said.get(tells))) if isinstance(said, dict) else None
        if callable(tells):
            return options.get(str(tells(said)))
    return None


def _follow(model: Any, location: Path) -> Any:
    at = model
    for step in location:
        options = dict(options_of(at))
        at = options.get(str(step)) if options else member(at, step)
    return at


def bare(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """The hint without `Annotated` and `None`, and its marks."""
    metadata: tuple[Any, ...] = ()
    while True:
        if get_origin(hint) is Annotated:
            metadata += hint.__metadata__
            hint = get_args(hint)[0]
        elif get_origin(hint) in {UnionType, Union}:
            rest = [one for one in get_args(hint) if one is not NoneType]
            if len(rest) != 1:
                return hint, metadata
            hint = rest[0]
        else:
            return hint, metadata


def member(at: Any, step: str | int) -> Any:
    """What a hint says of an item, or of the value of a key; None where it says nothing."""
    hint, _ = bare(at)
    origin = get_origin(hint)
    if origin is list:
        return get_args(hint)[0]
    if origin is dict:
        return get_args(hint)[1]
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        for name, info in hint.model_fields.items():
            if step == (name if info.alias is None else info.alias):
                return Annotated[info.annotation, info] if info.annotation is not None else None
    return None


def options_of(at: Any) -> Iterator[tuple[str, Any]]:
    """The members of a tagged union by tag; nothing for what is not one."""
    hint, _ = bare(at)
    if get_origin(hint) not in {UnionType, Union}:
        return
    for option in get_args(hint):
        plain, metadata = bare(option)
        tags = [mark.tag for mark in metadata if isinstance(mark, Tag)]
        if tags:
            yield from ((tag, plain) for tag in tags)
        elif isinstance(plain, type) and issubclass(plain, BaseModel):
            yield from ((tag, plain) for tag in _literals(plain))


def _literals(model: type[BaseModel]) -> Iterator[str]:
    """The values of the first field of a union's member that is a literal: what tells it apart."""
    for name in ("kind", "criteria_type", "type"):
        info = model.model_fields.get(name)
        if info is not None:
            yield from (str(word) for word in get_args(info.annotation))
            return
