"""How far a node reaches in the text: libyaml counts anchors, comments and blank lines in, a reader does not."""

import re

from atelier_cli.sheet.spans import Spans

#: An anchor or a tag, with the blanks, comments and line ends that may stand before the content.
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*(?:\s+(?:#[^\r\n]*\s+)*|\Z))+")
_VERBATIM = re.compile(r"!<[^>\s]*>")


def extent(text: str, spans: Spans, number: int) -> tuple[int, int]:
    """The indices from which and up to which a node is written, without its anchor and tag."""
    start, end = content(text, spans, number)
    while number in spans.after and text[start : start + 1] not in ("[", "{"):
        last = spans.last(number)
        if last == number:
            break
        number, (_, end) = last, content(text, spans, last)
    return start, max(start, end)


def content(text: str, spans: Spans, number: int) -> tuple[int, int]:
    """The indices of what libyaml takes for the node, without its anchor and tag, and without blanks at its end."""
    start, end = spans.starts[number], spans.ends[number]
    found = _PROPERTIES.match(text, start, end)
    if found is not None:
        start = found.end()
    return start, start + len(text[start:end].rstrip())
