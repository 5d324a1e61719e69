"""Prints collections in brackets: on the lines they stand on, evenly spaced and indented."""

import re

from atelier_cli.sheet.layout.gaps import gap
from atelier_cli.sheet.layout.print_scalar import needs_mark, print_scalar
from atelier_cli.sheet.layout.tree import Entry, Node

#: What may stand between the nodes in brackets beside blanks and comments.
_MARKS = re.compile(r"#[^\n]*|[,:?]")
_BRACKETS = {"flow mapping": "{}", "flow list": "[]", "pair": ("", "")}


def print_flow(node: Node, indent: int, depth: int = 1, least: int | None = None) -> str:
    """The text of a node within brackets; lines but the first start `indent` blanks in, and two more a bracket.

    A closing bracket stands no less than `least` blanks in: in a block it must stand further in than the block.
    """
    least = indent + 2 if least is None else least
    opening, closing = _BRACKETS[node.kind]
    pad = " " * (indent + 2 * (depth if opening else depth - 1))
    inner = depth + 1 if opening else depth
    pieces = [*node.properties, ""] if node.properties else []
    text = [" ".join(pieces), opening]
    for i, entry in enumerate(node.entries):
        text.append(_between(entry.lead, pad, "," if i else "", "" if i == 0 else " "))
        text.append(_entry(entry, (indent, inner, least), pad, pair=node.kind == "pair"))
    above = " " * max(indent + 2 * (depth - 1), least)
    trailing = "," if node.entries and "\n" in node.rest and "," in _MARKS.sub(_keep_marks, node.rest) else ""
    text.extend((_between(node.rest, above, trailing, ""), closing))
    return "".join(text)


def _member(node: Node, place: tuple[int, int, int]) -> str:
    """The text of a node within brackets; `place` is what `print_flow` is told."""
    if node.is_flow:
        return print_flow(node, *place)
    indent, depth, _ = place
    return print_scalar(node, " " * (indent + 2 * (depth - 1)))


def _entry(entry: Entry, place: tuple[int, int, int], pad: str, *, pair: bool) -> str:
    value = _member(entry.value, place)
    if entry.key is None:
        return value
    key = _member(entry.key, place)
    if needs_mark(entry.key, key):
        key = f"? {key}"
    if not entry.colon and not pair:
        return key
    mark = " :" if entry.key.needs_blank else ":"
    return key + _between(entry.middle, pad, mark, " ") + value


def _keep_marks(found: re.Match[str]) -> str:
    return "" if found[0].startswith("#") else found[0]


def _between(written: str, pad: str, mark: str, blank: str) -> str:
    """A mark with the comments and line ends that stand around it; `blank` where there is none of them."""
    bare = _MARKS.sub(lambda found: found[0] if found[0].startswith("#") else " ", written)
    found = gap(f" {bare}", 1)
    text = mark
    for note in found.notes:
        text += f"{_break(blank=note.blank)}{pad}{note.text}" if note.alone else f" {note.text}"
    if found.notes or found.broken:
        return f"{text}{_break(blank=found.blank)}{pad}"
    return text + blank


def _break(*, blank: bool) -> str:
    return "\n\n" if blank else "\n"
