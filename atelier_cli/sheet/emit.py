"""Writes plain data as YAML in the canonical layout, the same bytes for the same data."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import yaml

from atelier_cli.sheet.layout.key_order import order_root
from atelier_cli.sheet.layout.print_tree import WIDTH, print_tree
from atelier_cli.sheet.layout.quote import escaped, is_plain, is_shown, quote
from atelier_cli.sheet.layout.tree import Entry, Kind, Node, Tree

#: A mapping or list goes within brackets when it is then no longer than this, and its line fits.
_LONGEST = 96
#: How deep a mapping stands at least to go within brackets, and a list that holds more than scalars.
_MAPPINGS, _LISTS = 2, 6
#: What keeps a text of several lines from being written as a block.
_NO_BLOCK = re.compile(r"\A\s|[^\S\n]\n|\n\n\Z|[^\S\n]\Z")
#: Longer lines are cut: with all its characters escaped, which are ten times as many then, one can still be read.
_LONGEST_LINE = 40_000
#: A blank at which a text may go on in another line, where it is still read as one blank.
_FOLD = re.compile(r"(?<=\S) (?=\w)")


def emit(data: Any) -> str:
    """The YAML text of plain data; it ends with a line break, reads back as equal data, and is formatted already."""
    root = Entry(0, None, _node(data, 0, -2, 0))
    order_root(root.value, data)
    if root.value.is_block:
        for entry in root.value.entries:
            _set_apart(entry.value.entries)
        _set_apart(root.value.entries)
    return print_tree(Tree("", "", root, ""))


def _set_apart(entries: Iterable[Entry]) -> None:
    """Puts an empty line before and behind each entry that is a collection without brackets."""
    above = None
    for entry in entries:
        entry.blank = above is not None and (entry.value.is_block or above.value.is_block)
        above = entry


def _node(value: Any, depth: int, at: int, taken: int) -> Node:
    """The node of a value: its entry stands at the column `at`, and `taken` characters of it before the value."""
    if not isinstance(value, dict | list | tuple):
        return _scalar(value, at, taken)
    node, left = _in_brackets(value, depth, min(_LONGEST, WIDTH - at - taken))
    if left >= 0 or not value:
        return node
    if isinstance(value, dict):
        return _made("mapping", [_pair(key, inner, depth, at + 2) for key, inner in value.items()])
    return _made("list", [Entry(0, None, _node(inner, depth + 1, at + 2, 2)) for inner in value])


def _pair(key: str, value: Any, depth: int, at: int) -> Entry:
    name = _word(key)
    node = _node(value, depth + 1, at, len(name.raw) + 2)
    return Entry(0, name, node, apart=node.style != "|" and "\n" in node.raw)


def _in_brackets(value: Any, depth: int, room: int) -> tuple[Node, int]:
    """The node within brackets, and how much of the room it leaves: less than none where it may not stand there."""
    if isinstance(value, str) and (len(value) > room or "\n" in value):
        return _NOTHING, -1
    if not isinstance(value, dict | list | tuple):
        word = _word(value, in_brackets=True)
        return word, room - len(word.raw)
    if value and not (depth >= _MAPPINGS if isinstance(value, dict) else depth >= _LISTS or _is_flat(value)):
        return _NOTHING, -1
    entries: list[Entry] = []
    room -= len("[]")
    for key, inner in value.items() if isinstance(value, dict) else ((None, one) for one in value):
        name, room = (None, room) if key is None else _in_brackets(key, depth, room - len(": "))
        node, room = _in_brackets(inner, depth + 1, room - len(", ") * bool(entries))
        if room < 0:
            return _NOTHING, room
        entries.append(Entry(0, name, node))
    return _made("flow mapping" if isinstance(value, dict) else "flow list", entries), room


def _is_flat(items: Sequence[Any]) -> bool:
    return not any(isinstance(item, dict | list | tuple) for item in items)


def _scalar(value: Any, at: int, taken: int) -> Node:
    """The node of a scalar that has lines of its own: a block where the text has several, folded where it is long."""
    if not isinstance(value, str):
        return _word(value)
    lines = value.removesuffix("\n").split("\n")
    node = _word(value)
    if "\n" in value and not _NO_BLOCK.search(value) and all(map(is_shown, lines)):
        head = "|" if value.endswith("\n") else "|-"
        node = _made("scalar", raw="\n".join([head, *lines]) + "\n", value=value, style="|")
    elif at + taken + len(node.raw) > WIDTH:
        node.raw = _folded(node.raw, WIDTH - at - 2)
    if len(node.raw) > _LONGEST_LINE and max(map(len, node.raw.split("\n"))) > _LONGEST_LINE:
        return _made("scalar", raw=_cut(value), value=value)
    return node


def _folded(text: str, width: int) -> str:
    """The text of a scalar in lines that are no longer than the width where that can be."""
    lines = [""]
    for piece in _FOLD.split(text):
        if lines[-1] and len(lines[-1]) + 1 + len(piece) > width:
            lines.append(piece)
        else:
            lines[-1] += f" {piece}" if lines[-1] else piece
    return "\n".join(lines)


def _cut(value: str) -> str:
    """A text without blanks to fold it at, between double quotes: a line that ends in a backslash goes on below."""
    pieces = [escaped(value[at : at + _LONGEST_LINE]) for at in range(0, len(value), _LONGEST_LINE)]
    lines = [f"\\{piece}" if piece.startswith(" ") else piece for piece in pieces]
    return '"' + "\\\n".join(lines) + '"'


def _word(value: Any, *, in_brackets: bool = False) -> Node:
    """The node of a scalar on one line: plain where every reader takes it for what it is."""
    if not isinstance(value, str):
        raw = str(_REPRESENT(value).value)
    elif is_plain(value, in_brackets=in_brackets):
        raw = value
    else:
        raw = quote(value, "'" if '"' in value or "\\" in value else '"')
    return _made("scalar", raw=raw, value=value)


def _made(kind: Kind, entries: Iterable[Entry] = (), *, raw: str = "", value: Any = "", style: str = "") -> Node:
    """A node that stands in no text yet."""
    return Node(kind, 0, 0, 1, entries=list(entries), raw=raw, value=str(value), style=style)


#: The node of a scalar that is no text.
_REPRESENT = yaml.representer.SafeRepresenter().represent_data
#: What is written where a value does not go within brackets.
_NOTHING = _made("scalar")
