"""Shows a stretch of a line with a caret under it; of a long line, the part around it."""

from atelier_cli.frozen import frozen
from atelier_cli.linter import Mark
from atelier_cli.views.cells import cells, printable
from atelier_cli.views.terminal import Paint

_ELLIPSIS = "…"
#: How much of a long line is kept before the stretch, at least.
_BEFORE = 30
#: A stretch is underlined this far at most: what is longer would only fill the line.
_LONGEST = 60


@frozen
class Layout:
    """How wide a snippet's parts are."""

    #: The width of the line numbers.
    gutter: int
    #: The width of the screen.
    width: int
    paint: Paint

    def bar(self, number: int | str = "") -> str:
        return self.paint(f"{number:>{self.gutter}} |", "frame")

    @property
    def room(self) -> int:
        """How many cells a line of the text may take."""
        return self.width - self.gutter - 3


def snippet(mark: Mark, sign: str, style: str, layout: Layout) -> list[str]:
    """The line of the mark, and below it the sign repeated under the stretch, with the mark's words."""
    if mark.document is None:
        return []
    number = mark.range.start.line
    line = mark.document.line(number)
    shown = f"{layout.bar(number)} {visible(line, mark, layout)[0]}".rstrip()
    return [shown, *underline(mark, sign, style, layout)]


def underline(mark: Mark, sign: str, style: str, layout: Layout) -> list[str]:
    """What stands below the line of a mark: the signs, and the mark's words beside them or, for want of room, below."""
    if mark.document is None:
        return []
    _, before, length = visible(mark.document.line(mark.range.start.line), mark, layout)
    signs = sign * max(min(length, max(layout.room - before, 1), _LONGEST), 1)
    text = printable(mark.text)
    if not text:
        return [f"{layout.bar()} {' ' * before}{layout.paint(signs, style)}"]
    if before + len(signs) + 1 + cells(text) <= layout.room:
        return [f"{layout.bar()} {' ' * before}{layout.paint(f'{signs} {text}', style)}"]
    indent = max(min(before, layout.room - cells(text)), 0)
    return [
        f"{layout.bar()} {' ' * before}{layout.paint(signs, style)}",
        f"{layout.bar()} {' ' * indent}{layout.paint(text, style)}",
    ]


def visible(line: str, mark: Mark, layout: Layout) -> tuple[str, int, int]:
    """The part of the line to show, the cells of it before the mark, and the cells of the mark.

    A mark that goes on over further lines ends with its first line here.
    """
    start = min(mark.range.start.column - 1, len(line))
    end = mark.range.end.column - 1 if mark.range.end.line == mark.range.start.line else len(line)
    end = max(min(end, len(line)), start)
    # What is measured is bounded, however long the line is.
    first = max(start - layout.width, 0)
    before, inside = printable(line[first:start]), printable(line[start : min(end, start + layout.width)])
    after = printable(line[end : end + layout.width]) if end - start <= layout.width else ""
    if first == 0 and cells(before) + cells(inside) + cells(after) <= layout.room and end + layout.width >= len(line):
        return before + inside + after, cells(before), cells(inside)
    rest = inside + after
    lead = ""
    if cells(before) + min(cells(inside), _BEFORE) + _BEFORE > layout.room or first > 0:
        before, lead = _tail(before, max(_BEFORE, layout.room - cells(rest) - 2)), _ELLIPSIS
    shown = _head(rest, layout.room - cells(lead + before) - 1)
    is_cut = len(shown) < len(rest) or end + layout.width < len(line) or end - start > layout.width
    inside_cells = min(cells(inside), cells(shown))
    return f"{lead}{before}{shown}{_ELLIPSIS if is_cut else ''}", cells(lead + before), inside_cells


def _head(text: str, room: int) -> str:
    taken = 0
    for i, character in enumerate(text):
        taken += cells(character)
        if taken > room:
            return text[:i]
    return text


def _tail(text: str, room: int) -> str:
    return _head(text[::-1], room)[::-1]
