"""Whether a value is written out, with no reference anywhere in it."""

from typing import Any

from atelier_cli.language.values.parse import parse
from atelier_cli.language.values.syntax import ListNode, Literal, MapNode, Node


def is_literal(value: Any) -> bool:
    return _is_literal(parse(value)[0])


def _is_literal(node: Node) -> bool:
    match node:
        case ListNode(items):
            return all(map(_is_literal, items))
        case MapNode(members):
            return all(map(_is_literal, members.values()))
        case _:
            return isinstance(node, Literal)
