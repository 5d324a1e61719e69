"""Prints scalars: quoted only where some reader might else take them for more than words."""

import re

from atelier_cli.sheet.layout.quote import is_shown
from atelier_cli.sheet.layout.tree import Node

#: Text with nothing in it that means something to YAML or to an expression.
_WORDS = re.compile(r"[^\W\d_](?:[\w /.-]*[\w/])?")
#: What some version of YAML takes for something else than text.
_MEANT = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
#: In text that looks like a pattern, single quotes stay: in double ones every backslash would be two.
_PATTERN = re.compile(r"[\"\\\[\](){}^$]")
#: The parts of the header of a block, and what of it is no indentation.
_HEADER = re.compile(r"([|>])([-+0-9]*)[ \t]*([^\n]*)")

#: libyaml takes nothing longer for a key that no `?` stands before.
_LONGEST_KEY = 1000


def needs_mark(key: Node, text: str) -> bool:
    """Whether a `?` has to stand before the text of a key."""
    return "\n" in text or len(text) > _LONGEST_KEY or key.style in {"|", ">"}


def print_scalar(node: Node, pad: str) -> str:
    """The text of a scalar or an alias; the lines but the first start with `pad`, those of a block two blanks in."""
    if node.kind == "alias":
        return f"*{node.value}"
    if node.start == node.end:
        return " ".join(node.properties)
    written = _block(node, pad) if node.style in {"|", ">"} else _lines(_requoted(node), pad)
    return " ".join((*node.properties, written))


def _requoted(node: Node) -> str:
    text, value = node.raw, node.value
    if "\n" in text or node.style == "" or node.properties:
        return text
    if _WORDS.fullmatch(value) and value.lower() not in _MEANT:
        return value
    if node.style == "'" and not _PATTERN.search(value) and is_shown(value):
        return f'"{value}"'
    return text


def _lines(text: str, pad: str) -> str:
    """The text with the lines but the first at `pad`: blanks at the start of a line are not part of what it says."""
    first, *more = text.split("\n")
    inner = [line.lstrip(" \t") for line in more]
    return "\n".join([first, *(f"{pad}{line}" if line else "" for line in inner)])


def _block(node: Node, pad: str) -> str:
    """A block of text with its lines at `pad`, but for the blanks that are part of what it says."""
    header, _, body = node.raw.partition("\n")
    mark, sign, remark = ("", "", "") if (found := _HEADER.match(header)) is None else found.groups()
    lines = body.split("\n")[:-1] if body.endswith("\n") else body.split("\n") if body else []
    indent = _indent(lines, node.value, given="".join(filter(str.isdigit, sign)))
    chomping = "".join(filter("+-".__contains__, sign))
    said = [line[indent:] for line in lines]
    first = next((line for line in said if line), "")
    explicit = "2" if first[:1] == " " else ""
    head = f"{mark}{explicit}{chomping}{' ' if remark else ''}{remark.rstrip()}"
    return "\n".join([head, *(f"{pad}{line}" if line else "" for line in said)])


def _indent(lines: list[str], value: str, given: str) -> int:
    """How many blanks at the start of each line are not part of the text."""
    written = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), None)
    if written is None:
        longest = max((len(line) for line in lines), default=0)
        return longest - max(map(len, value.split("\n"))) if given else longest
    if not given:
        return written
    read = next((len(line) - len(line.lstrip(" ")) for line in value.split("\n") if line.strip(" ")), 0)
    return written - read
