"""How far a node reaches in the text: libyaml counts anchors, comments and blank lines in, a reader does not."""

import re

from atelier_cli.sheet.spans import Spans

#: Anchor and tag, with the blanks, comments and line ends that stand before the content.
_PROPERTIES = re.compile(r"(?:(?:!<[^>\s]*>|[&!][^\s,\[\]{}]*)(?:[ \t\r\n]+(?:#[^\r\n]*[\r\n]+[ \t\r\n]*)*|\Z))+")
#: What may stand between the last node of a collection and the end that libyaml gives it.
_CLOSING = re.compile(r"[ \t\r\n,]+|#[^\r\n]*|(?P<bracket>[\]}])")


def extent(text: str, spans: Spans, number: int) -> tuple[int, int]:
    """The indices from which and up to which a node is written, without its anchor and tag."""
    start, end = content(text, spans, number)
    if number not in spans.after:
        return start, end
    # A collection ends where its last node does, or the last bracket around that.
    last = spans.after[number] - 1
    _, reached = content(text, spans, last)
    at = reached
    while (found := _CLOSING.match(text, at, end)) is not None:
        at = found.end()
        if found["bracket"]:
            reached = at
    return min(start, reached), reached


def content(text: str, spans: Spans, number: int) -> tuple[int, int]:
    """The indices of what libyaml takes for the node, without its anchor and tag, and without blanks at its end."""
    start, end = spans.starts[number], spans.ends[number]
    found = _PROPERTIES.match(text, start, end)
    if found is not None:
        start = found.end()
    return start, start + len(text[start:end].rstrip(" \t\r\n"))
