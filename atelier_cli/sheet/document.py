"""A file that was read: its text, its data, and where each part of the data stands in the text."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from atelier_cli.diagnostics import Diagnostic, Path, Place, Position, Range
from atelier_cli.sheet.comments import Comment, comments
from atelier_cli.sheet.extent import content, extent
from atelier_cli.sheet.lines import line_starts, position, stretch
from atelier_cli.sheet.offsets import characters
from atelier_cli.sheet.spans import Spans


@dataclass(frozen=True)
class Document:
    """The data of a file, as plain mappings, lists and scalars, and its text.

    What an alias stands for is the very same object as what its anchor marks.
    """

    #: The file's path as the person gave it.
    name: str
    #: Without a byte order mark; line ends are as they were written.
    text: str
    data: Any
    #: What keeps the file from being read; `data` then holds what could be.
    problems: tuple[Diagnostic, ...] = ()
    spans: Spans = field(default_factory=Spans, repr=False)

    def locate(self, place: Place) -> Range:
        """Where a place stands in the text.

        A path that does not exist leads to the nearest node on the way that does. An alias at the end of a path is
        found where it is written; what lies within it, or a part of its text, where the anchor is.
        """
        if place.range is not None:
            return place.range
        if not len(self.spans):
            return stretch(self._starts, 0, 0)
        key, value, data, whole = self._find(place)
        if whole and place.within is not None:
            if place.part == "key" and key is not None:
                return self._part(key, place.path[-1], place.within)
            return self._part(value, data, place.within)
        number = key if key is not None and (place.part == "key" or not whole) else value
        return stretch(self._starts, *extent(self.text, self.spans, number))

    def line_of(self, path: Path) -> int:
        """The line on which the node at a path starts: cheap enough to be asked of every node."""
        above = self._holders.get(path[:-1])
        if above is None:
            _, number, data, _ = self._find(Place(self.name, path[:-1]))
            above = self._holders[path[:-1]] = self.spans.members(self.spans.aliases.get(number, number), data)
        _, number = above.get(path[-1], (0, 0)) if path else (0, 0)
        return position(self._starts, self.spans.starts[number]).line if len(self.spans) else 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end; empty where there is no such line."""
        starts = self._starts
        if not 0 < number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """The comments of the text, in their order; `position` finds them."""
        return tuple(comments(self.text, self.spans))

    def position(self, index: int) -> Position:
        """The line and column of an index into the text."""
        return position(self._starts, index)

    @cached_property
    def _holders(self) -> dict[Path, dict[str | int, tuple[int, int]]]:
        """The members of the collections that `line_of` looked into, by path."""
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        return line_starts(self.text)

    def _find(self, place: Place) -> tuple[int | None, int, Any, bool]:
        """The numbers of the key and the value at the path, what it says, and whether the path went all the way."""
        key, value, data = None, 0, self.data
        for step in place.path:
            number = self.spans.aliases.get(value, value)
            pair = self.spans.members(number, data).get(step)
            if pair is None:
                return key, value, data, False
            key, value = pair if isinstance(data, dict) else (None, pair[1])
            data = data[step]
        return key, value, data, True

    def _part(self, number: int, data: Any, within: tuple[int, int]) -> Range:
        """Where a part of a scalar's value stands."""
        number = self.spans.aliases.get(number, number)
        start, end = content(self.text, self.spans, number)
        value = data if isinstance(data, str) else self.text[start:end]
        written = characters(self.text, start, self.spans.ends[number], value)
        first, last = (min(max(offset, 0), len(written)) for offset in within)
        if first < len(written):
            start = written[first][1]
        elif written:
            start = written[-1][2]
        return stretch(self._starts, start, written[last - 1][2] if last > first else start)
