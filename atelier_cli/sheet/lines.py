"""Lines of a text as editors and YAML 1.2 count them: LF, CR LF and CR end a line, U+0085 and U+2028 do not."""

import re
from bisect import bisect_right

from atelier_cli.diagnostics import Position, Range

_BREAK = re.compile(r"\r\n?|\n")


def line_starts(text: str) -> list[int]:
    """The index at which each line starts."""
    return [0, *(found.end() for found in _BREAK.finditer(text))]


def position(starts: list[int], index: int) -> Position:
    """The line and column of an index."""
    line = bisect_right(starts, index)
    return Position(line, index - starts[line - 1] + 1)


def stretch(starts: list[int], start: int, end: int) -> Range:
    """The range from index `start` up to index `end`."""
    return Range(position(starts, start), position(starts, end))
