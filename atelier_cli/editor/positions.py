"""Positions as editors count them: from zero, in UTF-16 code units unless the editor asks for others."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from atelier_cli.diagnostics import Position, Range
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.lines import line_starts, position


class Spot(NamedTuple):
    """A point in a text as an editor counts it: line and unit from zero."""

    line: int
    unit: int


class Stretch(NamedTuple):
    """A stretch of text as an editor counts it, up to its end, which is not in it."""

    start: Spot
    end: Spot


#: How many units a text takes, by the encoding that editor and server have agreed on.
_UNITS: Mapping[str, Callable[[str], int]] = {
    "utf-8": lambda text: len(text.encode("utf-8", "surrogatepass")),
    "utf-16": lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    "utf-32": len,
}


def units(text: str, encoding: str) -> int:
    """How many units a text takes."""
    return len(text) if text.isascii() else _UNITS[encoding](text)


def spot(document: Document, at: Position, encoding: str) -> Spot:
    """Where an editor sees a position."""
    line = document.line(at.line)
    # What stands after the line is its end: no editor has a place between its two characters.
    return Spot(at.line - 1, units(line[: at.column - 1], encoding))


def stretch(document: Document, where: Range, encoding: str) -> Stretch:
    """Where an editor sees a range."""
    return Stretch(spot(document, where.start, encoding), spot(document, where.end, encoding))


def index_at(text: str, at: Spot, encoding: str) -> int:
    """The index into a text of an editor's point: beyond a line that of its end, within a character its own."""
    starts = line_starts(text)
    if at.line >= len(starts):
        return len(text)
    start = starts[at.line]
    end = starts[at.line + 1] if at.line + 1 < len(starts) else len(text)
    line = text[start:end].rstrip("\r\n")
    if line.isascii():
        return start + min(at.unit, len(line))
    left, index = at.unit, 0
    while index < len(line) and (left := left - units(line[index], encoding)) >= 0:
        index += 1
    return start + index


def position_at(text: str, at: Spot, encoding: str) -> Position:
    """The position of an editor's point."""
    return position(line_starts(text), index_at(text, at, encoding))


def spot_at(text: str, index: int, encoding: str) -> Spot:
    """Where an editor sees an index into a text."""
    starts = line_starts(text)
    at = position(starts, index)
    start = starts[at.line - 1]
    return Spot(at.line - 1, units(text[start:index].rstrip("\r\n"), encoding))


def replaced(text: str, where: Stretch | None, said: str, encoding: str) -> str:
    """The text after an editor has replaced a stretch of it; all of it where that is None."""
    if where is None:
        return said
    start, end = (index_at(text, at, encoding) for at in where)
    return text[:start] + said + text[max(start, end) :]
