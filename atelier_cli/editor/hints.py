"""What the models of the language say of a place: its keys with their documentation, and the words it takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema

from atelier_cli.diagnostics import Path
from atelier_cli.sheet.parse import KINDS
from atelier_cli.sheet.shape import bare, chosen, member, options_of


@dataclass(frozen=True, slots=True)
class Key:
    """A key that a mapping may have."""

    name: str
    #: What it is for, in a sentence.
    text: str
    required: bool = False


def hint_at(data: Any, path: Path) -> Any:
    """What the models say of a path into the data of a document; None where they say nothing."""
    kind = next((model for key, model in KINDS.items() if isinstance(data, dict) and key in data), None)
    hint: Any = kind
    for step in path:
        below = _within_condition(hint, step)
        hint = member(chosen(hint, data), step) if below is None else below
        data = _member(data, step)
    return hint


def _member(data: Any, step: str | int) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None


def _within_condition(hint: Any, step: str | int) -> Any:
    """A condition nests conditions under its combinators; None elsewhere."""
    shape = _shape(hint)
    if shape.get("title") != "Condition":
        return None
    if step in {"all", "any", "none"}:
        return list[hint]
    return hint if step == "not" else None


def _shape(hint: Any) -> Mapping[str, Any]:
    """The JSON Schema that a hint is annotated with; empty where it has none."""
    _, metadata = bare(hint)
    for mark in metadata:
        if isinstance(mark, WithJsonSchema) and mark.json_schema is not None:
            return mark.json_schema
        for inner in getattr(mark, "metadata", ()):
            if isinstance(inner, WithJsonSchema) and inner.json_schema is not None:
                return inner.json_schema
    return {}


def keys_of(hint: Any, said: Any) -> dict[str, Key]:
    """The keys of a mapping that says something; of a union whose member is not known yet, the keys of all members."""
    model = chosen(hint, said)
    options = dict(options_of(hint))
    found: dict[str, Key] = {}
    for one in [model] if model is not None or not options else list(options.values()):
        found = {**dict(_keys(one)), **found}
    return found


def _keys(hint: Any) -> Iterator[tuple[str, Key]]:
    model, _ = bare(hint)
    if isinstance(model, type) and issubclass(model, BaseModel):
        for name, info in model.model_fields.items():
            key = name if info.alias is None else info.alias
            yield key, Key(key, info.description or "", info.is_required())
        return
    properties = _shape(hint).get("properties", {})
    for key, schema in properties.items() if isinstance(properties, dict) else ():
        yield key, Key(key, str(schema.get("description", "")))


def words_of(hint: Any) -> tuple[str, ...]:
    """The words that a scalar may be: of a literal, of a truth value, of the key that tells a union's members apart."""
    plain, _ = bare(hint)
    if plain is bool:
        return ("true", "false")
    if get_origin(plain) is Literal:
        return tuple(str(word) for word in get_args(plain))
    known = _shape(hint).get("enum", ())
    words = [word for tag, option in options_of(hint) for word in words_of(option) or (tag,)]
    return (*(str(word) for word in known), *words)


def tags_of(hint: Any, key: str) -> tuple[str, ...]:
    """The words of the key that tells the members of a union apart; none for another key."""
    _, metadata = bare(hint)
    tells = next((mark.discriminator for mark in metadata if hasattr(mark, "discriminator")), None)
    return tuple(tag for tag, _ in options_of(hint)) if tells == key else ()


def is_open_mapping(hint: Any) -> bool:
    """Whether a hint is one of a mapping whose keys are names."""
    plain, _ = bare(hint)
    return get_origin(plain) is dict and not _shape(hint).get("properties")


def minimal(hint: Any) -> Any:
    """The least that satisfies a hint: what stands in for a part that is not written yet."""
    options = dict(options_of(hint))
    model, metadata = bare(next(iter(options.values())) if options else hint)
    words = words_of(hint)
    examples = next((mark.examples for mark in metadata if getattr(mark, "examples", None)), None)
    if examples:
        return examples[0]
    if isinstance(model, type) and issubclass(model, BaseModel):
        return {key.name: minimal(member(model, name)) for name, key in _keys(model) if key.required}
    origin = get_origin(model) or model
    if origin is list:
        return []
    if origin is dict:
        return {}
    if origin in {int, float}:
        return 1
    return words[0] if words else "x"
