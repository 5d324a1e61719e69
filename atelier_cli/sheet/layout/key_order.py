"""Puts the keys of a tree in canonical order: names first, then what is its own, then what all have."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import BaseModel

from atelier_cli.language.steps import event_wait
from atelier_cli.sheet.layout.gaps import Note
from atelier_cli.sheet.layout.tree import Entry, Node
from atelier_cli.sheet.models.action import Constraints, Parameter
from atelier_cli.sheet.models.base import Named
from atelier_cli.sheet.models.flow import HumanStep, ProductStep, SkillStep
from atelier_cli.sheet.parse import KINDS
from atelier_cli.sheet.shape import bare, chosen, member


def order_keys(node: Node, hint: Any, said: Any) -> None:
    """Orders the keys at and below a node; `hint` is the model of what it says. Empty lines stay in their places."""
    kind, _ = bare(chosen(hint, said))
    if node.kind == "alias":
        return
    if isinstance(said, list):
        for entry, item in zip(node.entries, said, strict=True):
            order_keys(entry.value, member(kind, 0), item)
    elif isinstance(said, dict):
        for entry, (key, value) in zip(node.entries, said.items(), strict=True):
            order_keys(entry.value, member(kind, key), value)
        if isinstance(kind, type) and issubclass(kind, BaseModel) and not _is_tied(node.entries):
            _order(node, list(said), canonical_keys(kind))


#: Keys that lead in another order than that of the model's fields, where people read them better so.
_LEADING: dict[type[BaseModel], tuple[str, ...]] = {
    SkillStep: ("id", "kind", "with", "save_as", "next"),
    ProductStep: ("id", "kind", "with", "save_as", "next"),
    HumanStep: ("id", "kind", "with", "save_as", "next"),
    event_wait.With: ("eventType", "match", "lookback", "broadcast"),
    Parameter: ("key", "label", "help", "type", "object_type", "required", "default", "constraints", "visibility"),
    Constraints: ("min", "exclusive_min", "max", "exclusive_max"),
}


@cache
def canonical_keys(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a model in canonical order."""
    keys = [model.model_fields[name].alias or name for name in _own_first(model)]
    leading = _LEADING.get(model, model.NAMING[:1] if issubclass(model, Named) else ())
    return (*(key for key in leading if key in keys), *(key for key in keys if key not in leading))


def _own_first(model: type[BaseModel]) -> Iterator[str]:
    """The fields of a model: its own, then those of what it is made from."""
    for base in model.__mro__:
        if issubclass(base, BaseModel):
            above = base.__base__
            inherited = above.model_fields if above is not None and issubclass(above, BaseModel) else {}
            yield from (name for name in base.model_fields if name not in inherited)


def _order(node: Node, keys: Sequence[str], canonical: Sequence[str]) -> None:
    """Orders the entries of a mapping; a key that is not known stays behind the one that it follows."""
    ranks, last = [], -1
    for key in keys:
        last = canonical.index(key) if key in canonical else last
        ranks.append(last)
    order = sorted(range(len(keys)), key=ranks.__getitem__)
    if order == sorted(order) or (node.is_flow and _has_comments(node)):
        return
    places = [(_space(entry), entry.lead) for entry in node.entries]
    node.entries = [node.entries[i] for i in order]
    for entry, (space, lead) in zip(node.entries, places, strict=True):
        _put_space(entry, blank=space)
        entry.lead = lead


def order_root(root: Node, said: Any) -> None:
    """Orders the keys of a whole text by the kind of file it is; the comments at its top stay there."""
    if not isinstance(said, dict):
        return
    kind = next((model for key, model in KINDS.items() if key in said), None)
    first = root.entries[0] if root.entries else None
    header = () if first is None or root.is_flow else _header(first)
    if first is not None:
        first.before = first.before[len(header) :]
    apart = first is not None and _space(first)
    order_keys(root, kind, said)
    if first is not None:
        now = root.entries[0]
        if now is not first and any(_space(entry) for entry in root.entries):
            for entry in root.entries:
                _put_space(entry, blank=True)
        _put_space(now, blank=bool(header) and apart)
        now.before = (*header, *now.before)


def _header(first: Entry) -> tuple[Note, ...]:
    """The comments at the top of a text that are not about its first key: all up to the last empty line."""
    empty = [i for i, note in enumerate(first.before) if note.blank and i]
    return first.before if first.blank or not empty else first.before[: empty[-1]]


def _space(entry: Entry) -> bool:
    """Whether an empty line stands before an entry and its comments."""
    return entry.before[0].blank if entry.before else entry.blank


def _put_space(entry: Entry, *, blank: bool) -> None:
    if entry.before:
        entry.before = (replace(entry.before[0], blank=blank), *entry.before[1:])
    else:
        entry.blank = blank


def _has_comments(node: Node) -> bool:
    written = [node.rest, *(entry.lead + entry.middle for entry in node.entries)]
    return any("#" in text for text in written) or any(_has_comments(entry.value) for entry in node.entries)


def _is_tied(entries: Iterable[Entry]) -> bool:
    """Whether an anchor of one entry is used in another, so that the one has to stand before the other."""
    names = Counter(name for entry in entries for name in set(_names(entry)))
    return any(count > 1 for count in names.values())


def _names(entry: Entry) -> Iterator[str]:
    for node in (entry.key, entry.value):
        if node is not None:
            yield from (mark[1:] for mark in node.properties if mark.startswith("&"))
            if node.kind == "alias":
                yield node.value
            for below in node.entries:
                yield from _names(below)
