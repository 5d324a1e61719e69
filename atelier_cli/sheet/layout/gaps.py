"""What stands between the nodes of a text: blanks, line ends, and comments."""

import re

from atelier_cli.frozen import frozen

_BLANKS = re.compile(r"[ \t\n]*")
_REMARK = re.compile(r"[ \t]*(#[^\n]*)")
_TO_END_OF_LINE = re.compile(r"[^\n]*")


@frozen
class Note:
    """A comment on a line of its own, or one that follows something."""

    #: From the `#` on, without blanks at the end.
    text: str
    column: int
    alone: bool
    #: Whether the line above is empty.
    blank: bool
    #: The index at which it ends.
    end: int


@frozen
class Gap:
    """The comments from an index on, up to the first character that is none of one and no blank."""

    notes: tuple[Note, ...]
    #: Whether the line above what follows is empty.
    blank: bool
    #: The index of what follows.
    end: int
    #: Whether a line ends in it.
    broken: bool


def gap(text: str, start: int) -> Gap:
    """The gap that starts at an index; the text has no other line ends than LF."""
    notes: list[Note] = []
    at_line_start = start == 0 or text[start - 1] == "\n"
    at, seen, broken = start, int(at_line_start), False
    while True:
        blanks = _BLANKS.match(text, at)
        end = at if blanks is None else blanks.end()
        ends = text.count("\n", at, end)
        seen, broken, at = seen + ends, broken or ends > 0, end
        if at >= len(text) or text[at] != "#":
            return Gap(tuple(notes), seen > 1, at, broken)
        found = _TO_END_OF_LINE.match(text, at)
        end = len(text) if found is None else found.end()
        column = at - (text.rfind("\n", 0, at) + 1)
        notes.append(Note(text[at:end].rstrip(), column, seen > 0, seen > 1, end))
        at, seen = end, 0


def remark(text: str, at: int) -> tuple[str, int]:
    """The comment that follows on the same line, and where it ends; an empty one where there is none."""
    found = None if text[at - 1 : at] == "\n" else _REMARK.match(text, at)
    return (found[1].rstrip(), found.end()) if found is not None else ("", at)
