"""Changes of a text: stretches of it that other text takes the place of."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_CRLF = re.compile(r"\r\n")


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """What stands from `start` up to `end` becomes `text`."""

    start: int
    end: int
    text: str

    def touches(self, other: "Change") -> bool:
        """Whether the two change, or insert at, the same place."""
        if self.start == other.start:
            return True
        first, second = sorted((self, other))
        return first.end > second.start


def changed(text: str, changes: Iterable[Change]) -> str:
    """The text after changes that do not touch each other."""
    pieces, at = [], 0
    for change in sorted(changes):
        pieces += [text[at : change.start], change.text]
        at = change.end
    return "".join([*pieces, text[at:]])


def with_line_feeds(text: str) -> str:
    """The text with LF as its only line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def line_end(text: str) -> str:
    """The line end that most lines of a text have."""
    crlf = text.count("\r\n")
    return "\r\n" if crlf > text.count("\n") - crlf else "\r" if "\r" in text and "\n" not in text else "\n"


def restored(text: str, changes: Sequence[Change]) -> list[Change]:
    """Changes of a text with line feeds as changes of the text itself, whatever line ends it has."""
    if "\r" not in text:
        return list(changes)
    ends = [found.start() - i for i, found in enumerate(_CRLF.finditer(text))]
    end = line_end(text)

    def index(at: int) -> int:
        return at + bisect_left(ends, at)

    return [Change(index(one.start), index(one.end), one.text.replace("\n", end)) for one in changes]
