"""What a document's data shall be after edits: worked out on the data alone, to hold the changed text against."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from atelier_cli.diagnostics import Edit, Path
from atelier_cli.sheet.document import Document

_GONE = object()
_Step = str | int


@dataclass(slots=True)
class _Wishes:
    """What is to become of members of collections: by the collection's identity, for an alias repeats it."""

    keys: dict[tuple[int, _Step], str] = field(default_factory=dict)
    values: dict[tuple[int, _Step], Any] = field(default_factory=dict)
    #: What a collection shall hold besides: by holder and key, a value moved there; and by key, a text.
    moved: dict[int, list[tuple[str, str, Any]]] = field(default_factory=dict)
    added: dict[int, dict[str, str]] = field(default_factory=dict)


def intended(document: Document, edits: Iterable[Edit]) -> Any:
    """The data after the edits, each of which leads to a scalar, or removes, moves or adds an item.

    Raises `LookupError` where an edit leads nowhere, `TypeError` where it leads to what cannot be edited so.
    """
    wishes = _Wishes()
    for edit in edits:
        if edit.place.range is None:
            _note(edit, document.data, wishes)
    return _after(document.data, wishes, {})


def _note(edit: Edit, data: Any, wishes: _Wishes) -> None:
    path: Path = edit.place.path
    for step in path[:-1]:
        data = data[step]
    step = path[-1]
    member = (id(data), step)
    if edit.adds:
        if not isinstance(data, dict) or step in data:
            raise LookupError(step)
        wishes.added.setdefault(id(data), {})[str(step)] = edit.replacement or ""
    elif edit.to is not None:
        wishes.values[member] = _GONE
        wishes.moved.setdefault(id(data), []).append((str(edit.to[-2]), str(edit.to[-1]), data[step]))
    elif edit.replacement is None:
        wishes.values[member] = _GONE
    elif edit.place.part == "key":
        wishes.keys[member] = _part(str(step), wishes.keys.get(member), edit)
    else:
        wishes.values[member] = _part(data[step], wishes.values.get(member), edit)


def _part(said: Any, before: Any, edit: Edit) -> str:
    """What a scalar says after an edit of all of it or of a part."""
    if isinstance(said, dict | list):
        raise TypeError(said)
    if edit.place.within is None or edit.replacement is None:
        return edit.replacement or ""
    if before is not None or not isinstance(said, str):
        raise TypeError(said)
    start, end = edit.place.within
    return said[:start] + edit.replacement + said[end:]


def _after(data: Any, wishes: _Wishes, known: dict[int, Any]) -> Any:
    if id(data) in known:
        return known[id(data)]
    if isinstance(data, list):
        items = [_member(data, i, item, wishes, known) for i, item in enumerate(data)]
        known[id(data)] = [item for item in items if item is not _GONE]
        return known[id(data)]
    if not isinstance(data, dict):
        return data
    pairs: dict[str, Any] = dict(wishes.added.get(id(data), {}))
    for key, value in data.items():
        after = _member(data, key, value, wishes, known)
        if after is not _GONE:
            name = wishes.keys.get((id(data), key)) or key
            if name in pairs:
                raise LookupError(name)
            pairs[name] = after
    for holder, key, value in wishes.moved.get(id(data), ()):
        pairs[holder] = {**pairs.get(holder, {}), key: _after(value, wishes, known)}
    known[id(data)] = pairs
    return pairs


def _member(data: Any, step: _Step, value: Any, wishes: _Wishes, known: dict[int, Any]) -> Any:
    wish = wishes.values.get((id(data), step), data)
    return _after(value, wishes, known) if wish is data else wish
