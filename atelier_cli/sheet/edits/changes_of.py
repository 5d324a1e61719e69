"""The changes of a text that edits amount to."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property

from atelier_cli.diagnostics import Edit, Position, Range
from atelier_cli.frozen import frozen
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.edits.add import add
from atelier_cli.sheet.edits.changes import Change, with_line_feeds
from atelier_cli.sheet.edits.find import Found, find
from atelier_cli.sheet.edits.move import move
from atelier_cli.sheet.edits.remove import remove
from atelier_cli.sheet.edits.replace import replace, replace_part
from atelier_cli.sheet.layout.grow import grow
from atelier_cli.sheet.layout.tree import Tree
from atelier_cli.sheet.lines import line_starts


@frozen
class Changes:
    """The changes, and what they lay claim to: other changes of the same in one go would not know of these."""

    changes: tuple[Change, ...]
    claims: frozenset[Hashable]


@dataclass(frozen=True)
class Editable:
    """A document without problems, and its tree: the changes are of its text with line feeds as its only line ends."""

    document: Document

    @cached_property
    def text(self) -> str:
        return with_line_feeds(self.document.text)

    @cached_property
    def tree(self) -> Tree:
        return grow(self.text if self.text.endswith("\n") else f"{self.text}\n")

    @cached_property
    def starts(self) -> list[int]:
        return line_starts(self.text)


def changes_of(editable: Editable, edits: Iterable[Edit]) -> Changes | None:
    """The changes that make the edits; None where one of them cannot be made by simple changes."""
    changes: list[Change] = []
    claims: set[Hashable] = set()
    for edit in edits:
        made, claimed = _changes(editable, edit)
        if made is None:
            return None
        changes += made
        claims |= claimed
    touching = any(one.touches(other) for i, one in enumerate(changes) for other in changes[:i])
    return None if touching else Changes(tuple(changes), frozenset(claims))


def _changes(editable: Editable, edit: Edit) -> tuple[tuple[Change, ...] | None, set[Hashable]]:
    text = editable.text
    if edit.place.range is not None:
        return (_of_range(editable, edit.place.range, edit.replacement or ""),), set()
    path = edit.place.path
    found = find(editable.tree.root.value, editable.document.data, path[:-1] if edit.adds else path)
    if found is None:
        return None, set()
    if edit.adds:
        added = add(text, found, str(path[-1]), edit.replacement or "")
        return None if added is None else (added,), {id(found.entry.value)}
    if edit.to is not None:
        return move(text, found, edit.to), {id(found.holder)}
    if edit.replacement is None:
        removed = remove(text, found)
        return None if removed is None else (removed,), {id(found.holder)}
    change = _of_scalar(text, found, edit, edit.replacement)
    return None if change is None else (change,), {(id(found.holder), found.index, edit.place.part)}


def _of_scalar(text: str, found: Found, edit: Edit, said: str) -> Change | None:
    entry = found.entry
    node = entry.key if edit.place.part == "key" else entry.value
    if node is None or node.is_block or node.is_flow:
        return None
    indent = entry.start - (text.rfind("\n", 0, entry.start) + 1)
    if edit.place.within is None:
        return replace(text, node, said, indent=indent, in_brackets=found.in_brackets)
    while node.target is not None:
        node = node.target
    return replace_part(text, node, edit.place.within, said, indent=indent, in_brackets=found.in_brackets)


def _of_range(editable: Editable, where: Range, said: str) -> Change:
    """The change of a stretch of text; with nothing to say, its line goes too if nothing else is on it."""
    start, end = (_index(editable, position) for position in (where.start, where.end))
    if said:
        return Change(start, end, said)
    text = editable.text
    line = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    is_last = not text[end:line_end].strip()
    if is_last and not text[line:start].strip():
        return Change(line, min(line_end + 1, len(text)), "")
    return Change(len(text[:start].rstrip(" \t")), line_end, "") if is_last else Change(start, end, "")


def _index(editable: Editable, position: Position) -> int:
    starts = editable.starts
    return starts[min(position.line, len(starts)) - 1] + position.column - 1
