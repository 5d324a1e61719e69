"""Proposes names for items that have none: made of what they say of themselves, and unlike those of their siblings."""

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import reduce
from operator import getitem
from typing import Any

from pydantic import BaseModel

from atelier_cli import names
from atelier_cli.diagnostics import Path
from atelier_cli.sheet.models.base import Named
from atelier_cli.sheet.models.identity import Identity
from atelier_cli.sheet.shape import model_at, without_tags

#: What an item may say of itself, what names it best first; and what says little.
_SAYS = (
    "label", "display_name", "name", "title", "subject", "skill", "action", "eventType", "template", "event",
    "target_type_code", "description",
)  # fmt: skip
_SAYS_LITTLE = ("kind", "type")
#: Where else an item says such things: a step, and an entity type.
_WITHIN = ("with", "schema")
#: Where a flow ends, and what every entity has: no names for steps and fields.
_RESERVED = frozenset(("end", "fail", "halt", "id"))
#: A name is made of so many letters at most, a longer word left as it is.
_LONGEST = 40
_WORD = re.compile(r"[a-z0-9]+")
#: What is filled in: no part of a name.
_VARIABLE = re.compile(r"\{\{.*?\}\}")


def proposing(model: type[BaseModel], data: Any) -> Callable[[Path], str]:
    """What proposes a name for the item of the data at whose missing key a location of pydantic ends, or nothing."""
    known: dict[Path, list[str]] = {}

    def propose(location: Path) -> str:
        found = model_at(model, location[:-1])
        if found is None or location[-1] != _naming_key(found):
            return ""
        *above, step = without_tags(model, location)[:-1]
        path = tuple(above)
        if path not in known:
            holder = reduce(getitem, path, data)
            known[path] = proposals(holder if isinstance(step, int) else [holder[step]], found)
        return known[path][step if isinstance(step, int) else 0]

    return propose


def _naming_key(model: type[BaseModel]) -> str:
    """The key that holds the name of what a model describes; empty where it has none of its own."""
    if model is Identity:
        return "code"
    return model.NAMING[0] if issubclass(model, Named) else ""


def proposals(items: Sequence[Any], model: type[BaseModel]) -> list[str]:
    """A name for each item of a list that has none, the others' own; empty where an item says nothing to name it by."""
    key = _naming_key(model)
    own = [item.get(key) if isinstance(item, dict) else None for item in items]
    taken = {name for name in own if isinstance(name, str)}
    mark = _joint(model, key, taken)
    taken |= _RESERVED
    found = []
    # The last number that a name was given, so that a thousand of one name are not counted through each time.
    last: dict[str, int] = {}
    for item, name in zip(items, own, strict=True):
        wanted = next(_names(item, mark), "") if name is None and isinstance(item, dict) else ""
        found.append(name if isinstance(name, str) else _unlike(wanted, taken, mark, last))
        taken.add(found[-1])
    return found


def _joint(model: type[BaseModel], key: str, taken: Iterable[str]) -> str:
    """What joins the words of a name: where either may, what joins those of the siblings."""
    marks = (getattr(mark, "pattern", None) for mark in model.model_fields[key].metadata)
    match next(filter(None, marks), None):
        case names.KEBAB_CASE:
            return "-"
        case names.WORD_CASE:
            return "_" if any("_" in name for name in taken) else "-"
        case _:
            return "_"


def _names(item: dict[str, Any], mark: str) -> Iterator[str]:
    """The names that an item could have, best first."""
    holders = (item, *(inner for key in _WITHIN if isinstance(inner := item.get(key), dict)))
    said = [holder.get(key) for keys in (_SAYS, _SAYS_LITTLE) for holder in holders for key in keys]
    yield from filter(None, (_name(one, mark) for one in said if isinstance(one, str)))


def _name(said: str, mark: str) -> str:
    """The words of a text as a name; empty where it has no letter of the alphabet."""
    plain = unicodedata.normalize("NFKD", _VARIABLE.sub(" ", said).casefold())
    words = _WORD.findall("".join(one for one in plain if one not in "'\u2019" and not unicodedata.combining(one)))
    while words and not words[0][0].isalpha():
        del words[0]
    name = "".join(words[:1])
    for word in words[1:]:
        if len(name) + len(mark) + len(word) > _LONGEST:
            break
        name += mark + word
    return name[:_LONGEST]


def _unlike(name: str, taken: Container[str], mark: str, last: dict[str, int]) -> str:
    """The name, with a number where another has it."""
    number, found = last.get(name, 1), name
    while name and found in taken:
        number += 1
        found = f"{name}{mark}{number}"
    last[name] = number
    return found
