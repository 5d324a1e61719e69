"""From the text back to the data: which node stands at, or follows, an index."""

from bisect import bisect_left, bisect_right
from dataclasses import field
from typing import Any

from atelier_cli.diagnostics import Path
from atelier_cli.frozen import frozen
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.extent import content


@frozen
class Outline:
    """Finds the paths of nodes by where they stand; each collection is looked through once."""

    document: Document
    #: Of each collection: the numbers of its keys or items, and the keys or indices.
    _members: dict[int, tuple[list[int], list[str | int]]] = field(default_factory=dict)

    def before(self, index: int) -> Path:
        """The path of the last node that starts before an index; empty where there is none."""
        return self._path(bisect_left(self.document.spans.starts, index) - 1)

    def after(self, index: int, *, is_item: bool = False) -> Path | None:
        """The path of the node that follows an index: a list item, a value, or a key with its value.

        It is empty before the first node: what follows there is the document. None where nothing follows. With
        `is_item`, the `-` of a list stands before the index.
        """
        spans = self.document.spans
        number = bisect_left(spans.starts, index)
        if number == len(spans):
            return None
        # A block starts where its first member does. An item says with its `-` that all of it is meant.
        is_whole = is_item or not self._is_first(number)
        opens_block = number > 0 and number in spans.after and self._is_block(number)
        return self._path(number + 1 if opens_block and not is_whole else number)

    def _is_block(self, number: int) -> bool:
        start, _ = content(self.document.text, self.document.spans, number)
        return self.document.text[start : start + 1] not in ("[", "{")

    def _is_first(self, number: int) -> bool:
        """Whether nothing stands before a node on its line."""
        text, start = self.document.text, self.document.spans.starts[number]
        line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        return not text[line:start].strip()

    def _path(self, number: int) -> Path:
        """The path of a node; that of a key is the one of its value."""
        path: Path = ()
        at, data = 0, self.document.data
        while at < number:
            numbers, steps = self._numbered(at, data)
            i = bisect_right(numbers, number) - 1
            path, data = (*path, steps[i]), data[steps[i]]
            at = numbers[i]
            if at != number and isinstance(steps[i], str):
                at = self.document.spans.after.get(at, at + 1)
        return path

    def _numbered(self, number: int, data: Any) -> tuple[list[int], list[str | int]]:
        known = self._members.get(number)
        if known is None:
            found = self.document.spans.members(number, data)
            known = self._members[number] = ([key for key, _ in found.values()], list(found))
        return known
