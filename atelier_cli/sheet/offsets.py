"""Where each character of a scalar's value stands in the text: escapes, folded lines and indentation undone."""

import re
from collections.abc import Iterator

#: A character of a value, and the indices from which and up to which the text writes it.
Written = tuple[str, int, int]

_BREAK = r"(?:\r\n?|\n)"
_BREAKS = re.compile(_BREAK)
#: A run of blanks, with the line ends and the indentation that may follow: one or more line ends fold.
_FOLD = re.compile(rf"[ \t]*(?P<breaks>(?:{_BREAK}[ \t]*)*)")
_ESCAPE = re.compile(
    r"\\(?:[xuU](?P<code>(?<=x).{2}|(?<=u).{4}|(?<=U).{8})"
    rf"|(?P<joined>{_BREAK}[ \t]*(?P<breaks>(?:{_BREAK}[ \t]*)*))|.)"
)
_HEADER = re.compile(rf"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?:{_BREAK}|\Z)")
_LINE = re.compile(rf"( *)([^\r\n]*)({_BREAK}|\Z)")
_ESCAPED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def characters(text: str, start: int, end: int, value: str) -> list[Written]:
    """The characters of the value of the scalar that is written from `start` up to `end`, after its anchor and tag."""
    end = min(end, len(text))  # libyaml counts a line end that the text lacks
    if text[start:end].startswith(("|", ">")):
        written = _block(text, start, end, value)
    elif text[start:end].startswith(("'", '"')):
        written = _flow(text, start + 1, end - 1, text[start])
    else:
        written = _flow(text, start, end, "")
    return list(written)[: len(value)]


def _flow(text: str, at: int, end: int, quote: str) -> Iterator[Written]:
    """A scalar whose lines fold: plain, or in quotes."""
    while at < end:
        character = text[at]
        found = None
        if character in " \t\r\n":
            found = _FOLD.match(text, at, end)
        elif character == "\\" and quote == '"':
            found = _ESCAPE.match(text, at, end)
        if found is None:
            width = 2 if character == quote else 1
            yield character, at, at + width
            at += width
        else:
            yield from _folded(found) if found.re is _FOLD else _escaped(found)
            at = found.end()


def _folded(found: re.Match[str]) -> Iterator[Written]:
    """Blanks; with a line end among them one blank, with more of them one line end less."""
    if not found["breaks"]:
        yield from _verbatim(found.string, *found.span())
        return
    breaks = _ends(found)
    if len(breaks) == 1:
        yield " ", *found.span()
    yield from breaks[1:]


def _escaped(found: re.Match[str]) -> Iterator[Written]:
    """An escape; one of a line end joins the lines, and keeps the empty ones that follow."""
    if found["joined"] is not None:
        yield from _ends(found)
    elif found["code"] is not None:
        yield chr(int(found["code"], 16)), *found.span()
    else:
        yield _ESCAPED[found[0][1]], *found.span()


def _ends(found: re.Match[str]) -> list[Written]:
    return [("\n", *one.span()) for one in _BREAKS.finditer(found.string, *found.span("breaks"))]


def _block(text: str, start: int, end: int, value: str) -> Iterator[Written]:
    """A literal or folded scalar. What its end is chomped to is left to the caller, who knows the value's length."""
    lines = _lines(text, start, end)
    indent = _indent(lines, value)
    end_of_line: list[Written] = []
    empty: list[Written] = []
    blank_before = False
    for line in lines:
        if not line[2] and len(line[1]) <= indent:
            empty.append(("\n", *line.span(3)))
            continue
        at = line.start() + min(indent, len(line[1]))
        blank = text[at] in " \t"
        if text[start] == ">" and not blank and not blank_before:
            end_of_line = [] if empty else [(" ", *one[1:]) for one in end_of_line]
        yield from (*end_of_line, *empty, *_verbatim(text, at, line.start(3)))
        end_of_line, empty, blank_before = [("\n", *line.span(3))], [], blank
    yield from (*end_of_line, *empty)


def _lines(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The lines after the header of a block scalar."""
    lines = []
    header = _HEADER.match(text, start, end)
    at = end if header is None else header.end()
    while at < end and (line := _LINE.match(text, at, end)) is not None:
        lines.append(line)
        at = line.end()
    return lines


def _indent(lines: list[re.Match[str]], value: str) -> int:
    """How many blanks are no content: what the first line that says something has more of than the value."""
    written = next((len(line[1]) for line in lines if line[2]), None)
    read = next((len(line) - len(line.lstrip(" ")) for line in value.split("\n") if line.strip(" ")), None)
    if written is None or read is None:
        return max((len(line[1]) for line in lines), default=0) - max(map(len, value.split("\n")))
    return written - read


def _verbatim(text: str, start: int, end: int) -> Iterator[Written]:
    for i in range(start, end):
        yield text[i], i, i + 1
