"""Values that are written as text - on a command line, in a cell of a table - as JSON has them."""

import json
import re
from typing import Any

from atelier_cli.actions.entities.ontology import EntityKind
from atelier_cli.language.types import Type

_INTEGER = re.compile(r"-?[0-9]{1,300}")
_NUMBER = re.compile(r"-?[0-9]{1,300}(\.[0-9]{1,300})?([eE][-+]?[0-9]{1,3})?")
#: How many lists and mappings of JSON may stand within each other.
_DEEPEST = 64
#: What separates the items of a list.
_SEPARATOR = ";"


def from_text(kind: EntityKind, name: str, text: str) -> Any:
    """The value of a field or a relation that a text says; null for no text.

    Lists are JSON, or items with semicolons between them. What is not written as its type is written stays a text: the
    check says what is wrong with it.
    """
    if not text:
        return None
    relation = kind.relation(name)
    if name in kind.fields:
        return value_of_text(kind.fields[name].held, text)
    if relation is None or (relation[0].to_one if relation[1] else relation[0].from_one):
        return text
    return _list(Type("string"), text)


def value_of_text(type_: Type, text: str) -> Any:  # noqa: PLR0911  # one a kind of type
    """The value of a type that a text says; what is not written as its type is written stays a text."""
    match type_.name:
        case "integer":
            return int(text) if _INTEGER.fullmatch(text) else text
        case "number":
            return _number(text)
        case "boolean":
            return {"true": True, "false": False}.get(text, text)
        case "list":
            return _list(type_.item or Type("any"), text)
        case "json" | "geometry" | "geo_point" | "file":
            return _json(text)
        case "any" | "address":
            return _json(text) if text.startswith(("{", "[")) else text
        case _:
            return text


def _number(text: str) -> Any:
    if not _NUMBER.fullmatch(text):
        return text
    return int(text) if _INTEGER.fullmatch(text) else float(text)


def _list(item: Type, text: str) -> Any:
    if text.startswith("["):
        return _json(text)
    return [value_of_text(item, part.strip()) for part in text.split(_SEPARATOR) if part.strip()]


def _json(text: str) -> Any:
    """The JSON that the text is; the text where it is none, or deeper than any value needs to be."""
    try:
        value = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return text
    level = [value]
    for _ in range(_DEEPEST):
        level = [inner for one in level if isinstance(one, dict | list) for inner in _within(one)]
    return value if not level else text


def _within(value: dict[str, Any] | list[Any]) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else value


def _refuse(word: str) -> Any:
    raise ValueError(f"`{word}` is no number of JSON")
