"""Grows the tree of a text from libyaml's events; where the events do not say, the text does."""

import re
from collections.abc import Callable
from typing import Any

from yaml._yaml import CParser
from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from atelier_cli.sheet.layout.gaps import gap, remark
from atelier_cli.sheet.layout.tree import Entry, Node, Tree

#: The stubs of PyYAML know little of its events.
Event = Any

_PROPERTY = re.compile(r"!<[^>\s]*>|[&!][^\s,\[\]{}]*")
_HEADER = re.compile(r"[|>]([-+0-9]*)[^\n]*(?:\n|\Z)")


def grow(text: str) -> Tree:
    """The tree of a text that was read without problems; it has no other line ends than LF, and ends with one."""
    return _Growth(text).tree()


class _Growth:
    """A tree in the making: `at` is how far the text is taken up."""

    def __init__(self, text: str) -> None:
        self._next: Callable[[], Event] = CParser(text).get_event
        self._text, self._at = text, 0
        self._anchors: dict[str, Node] = {}

    def tree(self) -> Tree:
        self._next()
        start = self._next()
        prologue = self._text[: start.end_mark.index] if start.explicit else ""
        self._at = len(prologue)
        root = Entry(0, None, _NOWHERE)
        self._value(self._next(), root, -1)
        ending = gap(self._text, self._at)
        notes = ending.notes
        if root.value.is_block:
            root.value.tail += notes
        epilogue = self._text[ending.end if root.value.is_block else self._at :]
        return Tree(self._text, prologue, root, epilogue.strip("\n"))

    def _value(self, event: Event, entry: Entry, column: int) -> None:
        """Reads the value of an entry in a block, with the comments around it; `column` is where the block stands."""
        if _says_nothing(event):
            entry.value = Node("scalar", self._at, self._at, self._at)
        else:
            self._before(event, entry)
            entry.value = self._node(event, entry, column)
        entry.remark, self._at = remark(self._text, self._at)

    def _before(self, event: Event, entry: Entry) -> None:
        """Takes up what stands between the mark of an entry and its value: only the first entry of a block keeps it."""
        found = gap(self._text, self._at)
        entry.apart = found.broken
        notes = found.notes
        if notes and not notes[0].alone:
            entry.head, notes = notes[0].text, notes[1:]
            self._at = found.notes[0].end
        if not _is_block(event) or event.anchor is not None or event.tag is not None:
            entry.between, self._at = notes, found.end

    def _node(self, event: Event, holder: Entry, column: int) -> Node:
        """The node of an event that writes something."""
        kind = type(event)
        if kind is AliasEvent:
            node = Node("alias", event.start_mark.index, event.start_mark.index, value=event.anchor)
            node.end = self._at = node.start + 1 + len(event.anchor)
            node.target = self._anchors.get(event.anchor)
            return node
        node = Node("scalar", event.start_mark.index, event.start_mark.index)
        self._properties(event, node, holder)
        if kind is ScalarEvent:
            self._scalar(event, node)
            node.raw = self._text[node.start : node.end]
        elif event.flow_style:
            self._flow(event, node)
        elif kind is MappingStartEvent:
            self._mapping(node, column)
        else:
            self._list(node, column)
        return node

    def _properties(self, event: Event, node: Node, holder: Entry) -> None:
        """Takes up the anchor and the tag; a comment behind them goes to the entry that the node stands in."""
        count = (event.anchor is not None) + (event.tag is not None)
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        if not count and _is_block(event):
            return
        at = node.outset
        for left in reversed(range(count)):
            found = _PROPERTY.match(self._text, at)
            at = at if found is None else found.end()
            node.properties += ("" if found is None else found[0],)
            if not left and type(event) is ScalarEvent and not event.value and event.style == "":
                break
            following = gap(self._text, at)
            notes = following.notes
            if notes and not notes[0].alone and not holder.head:
                holder.head, at, notes = notes[0].text, notes[0].end, notes[1:]
            if left or not _is_block(event):
                holder.between += notes
                at = following.end
        node.start = self._at = at

    def _scalar(self, event: Event, node: Node) -> None:
        node.value, node.style = event.value, event.style or ""
        end = event.end_mark.index
        if node.style not in {"|", ">"}:
            node.end = self._at = node.start + len(self._text[node.start : end].rstrip(" \t\n"))
            return
        header = _HEADER.match(self._text, node.start)
        first = end if header is None else header.end()
        if header is None or "+" not in header[1]:
            end = max(first, node.start + len(self._text[node.start : end].rstrip("\n")))
            end = min(end + 1, len(self._text)) if end > first else first
            end = self._without_blank_lines(first, end, event)
        node.end = self._at = end

    def _without_blank_lines(self, first: int, end: int, event: Event) -> int:
        """The end of a block of text without the lines of blanks behind it, unless the text itself ends in blanks."""
        last = event.value.rstrip("\n").rpartition("\n")[2]
        while end > first and (not last or last.strip()):
            start = max(self._text.rfind("\n", first, end - 1) + 1, first)
            if self._text[start:end].strip():
                break
            end = start
        return end

    def _mapping(self, node: Node, column: int) -> None:
        node.kind = "mapping"
        here = -1
        while type(event := self._next()) is not MappingEndEvent:
            found = gap(self._text, self._at)
            entry = Entry(found.end, None, _NOWHERE, before=found.notes, blank=found.blank)
            here = self._column(entry.start) if here < 0 else here
            self._at = found.end
            if self._text[self._at] == "?" and self._at != event.start_mark.index:
                self._at = gap(self._text, self._at + 1).end
            entry.key = self._node(event, entry, here)
            following = gap(self._text, self._at)
            entry.colon = self._text[following.end : following.end + 1] == ":"
            if entry.colon:
                entry.before += following.notes
                self._at = following.end + 1
            self._value(self._next(), entry, here)
            node.entries.append(entry)
        self._close(node, here > column, here)

    def _list(self, node: Node, column: int) -> None:
        node.kind = "list"
        here = -1
        while type(event := self._next()) is not SequenceEndEvent:
            found = gap(self._text, self._at)
            entry = Entry(found.end, None, _NOWHERE, before=found.notes, blank=found.blank)
            here = self._column(entry.start) if here < 0 else here
            self._at = found.end + 1
            self._value(event, entry, here)
            node.entries.append(entry)
        self._close(node, here > column, here)

    def _close(self, node: Node, indented: bool, column: int) -> None:  # noqa: FBT001  # private
        """Takes up the comments behind the last entry that stand as far in as the entries do."""
        node.start = node.entries[0].start
        node.end = node.entries[-1].end
        tail = []
        for note in gap(self._text, self._at).notes:
            if note.column < column or not indented:
                break
            tail.append(note)
            self._at = note.end
        node.tail = tuple(tail)

    def _flow(self, event: Event, node: Node) -> None:
        kind = type(event)
        mapping = kind is MappingStartEvent
        braced = self._text[node.start] == ("{" if mapping else "[")
        node.kind = "pair" if not braced else "flow mapping" if mapping else "flow list"
        self._at = before = node.start + braced
        while True:
            inner = self._next()
            kind = type(inner)
            if kind in {MappingEndEvent, SequenceEndEvent}:
                break
            entry = Entry(0, None, _NOWHERE)
            first = self._flow_node(inner, entry)
            entry.start = first.outset
            entry.lead = self._text[before : entry.start]
            if mapping:
                entry.key = first
                self._flow_value(entry)
            else:
                entry.value = first
            node.entries.append(entry)
            before = self._at
        node.end = inner.end_mark.index if braced else self._at
        node.rest = self._text[before : node.end - braced]
        self._at = node.end

    def _flow_value(self, entry: Entry) -> None:
        key_end = self._at
        following = gap(self._text, self._at)
        entry.colon = self._text[following.end : following.end + 1] == ":"
        if entry.colon:
            self._at = following.end + 1
        entry.value = self._flow_node(self._next(), entry)
        entry.middle = self._text[key_end : entry.value.outset]

    def _flow_node(self, event: Event, entry: Entry) -> Node:
        if _says_nothing(event):
            return Node("scalar", self._at, self._at, self._at)
        return self._node(event, entry, -1)

    def _column(self, index: int) -> int:
        return index - (self._text.rfind("\n", 0, index) + 1)


def _says_nothing(event: Event) -> bool:
    kind = type(event)
    return kind is ScalarEvent and event.start_mark.index == event.end_mark.index and event.anchor is event.tag is None


def _is_block(event: Event) -> bool:
    return type(event) not in {ScalarEvent, AliasEvent} and not event.flow_style


_NOWHERE = Node("scalar", 0, 0)
