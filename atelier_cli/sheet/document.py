"""A file that was read: its text, its data, and where each part of the data stands in the text."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from atelier_cli.diagnostics import Diagnostic, Place, Range
from atelier_cli.sheet.extent import content, extent
from atelier_cli.sheet.lines import line_starts, stretch
from atelier_cli.sheet.offsets import offsets
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
        key, value, whole = self._find(place)
        if place.part == "key" or not whole:
            number = value if key is None else key
        elif place.within is not None:
            return self._part(self.spans.aliases.get(value, value), place.within)
        else:
            number = value
        return stretch(self._starts, *extent(self.text, self.spans, number))

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end; empty where there is no such line."""
        starts = self._starts
        if not 0 < number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    @cached_property
    def _starts(self) -> list[int]:
        return line_starts(self.text)

    def _find(self, place: Place) -> tuple[int | None, int, bool]:
        """The numbers of the key and the value at the path; and whether the path went all the way."""
        key, value, data = None, 0, self.data
        for step in place.path:
            number = self.spans.aliases.get(value, value)
            pair = self.spans.members(number, data).get(step)
            if pair is None:
                return key, value, False
            key, value = pair if isinstance(data, dict) else (None, pair[1])
            data = data[step]
        return key, value, True

    def _part(self, number: int, within: tuple[int, int]) -> Range:
        start, end = content(self.text, self.spans, number)
        found = offsets(self.text, start, end)
        first, last = (found[min(max(offset, 0), len(found) - 1)] for offset in within)
        return stretch(self._starts, first, max(first, last))
