"""The comments of a text: what stands behind a `#` that is not within a scalar."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from atelier_cli.frozen import frozen
from atelier_cli.sheet.extent import content
from atelier_cli.sheet.spans import Spans

_TO_END_OF_LINE = re.compile(r"[^\r\n]*")


@frozen
class Comment:
    """A comment, up to the end of its line."""

    #: The index of its `#`.
    start: int
    #: From the `#` on, without blanks at the end.
    text: str
    #: Whether nothing stands before it on its line.
    alone: bool


def comments(text: str, spans: Spans) -> Iterator[Comment]:
    """The comments of a text, in their order; behind a fault of syntax they are a guess."""
    at = text.find("#")
    while at >= 0:
        inside = _scalar_around(text, spans, at)
        if inside is None:
            found = _TO_END_OF_LINE.match(text, at)
            written = found[0] if found else ""
            line = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
            yield Comment(at, written.rstrip(), not text[line:at].strip())
            inside = at + len(written)
        at = text.find("#", inside)


def _scalar_around(text: str, spans: Spans, index: int) -> int | None:
    """Where the scalar ends that an index lies in; None outside of scalars."""
    number = bisect_right(spans.starts, index) - 1
    if number < 0 or number in spans.after or index >= spans.ends[number]:
        return None
    start, _ = content(text, spans, number)
    if text[start : start + 1] in ("|", ">"):
        start = _TO_END_OF_LINE.match(text, start).end()  # type: ignore[union-attr]  # matches anything
    return spans.ends[number] if index >= start else None
