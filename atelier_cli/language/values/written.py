"""Values that are written out, with no reference anywhere in them."""

from typing import Any

from atelier_cli.language.values.syntax import ListNode, Literal, MapNode, Node


def is_written(node: Node) -> bool:
    match node:
        case ListNode(items):
            return all(map(is_written, items))
        case MapNode(members):
            return all(map(is_written, members.values()))
        case _:
            return isinstance(node, Literal)


def written(node: Node) -> Any:
    """The value that is written out; raises ValueError for one that is not."""
    match node:
        case Literal(value):
            return value
        case ListNode(items):
            return [written(item) for item in items]
        case MapNode(members):
            return {plain_key(key): written(member) for key, member in members.items()}
        case _:
            raise ValueError("a value with a reference in it")


def plain_key(key: str) -> str:
    """The key that a written one stands for: `$x` for `$$x`."""
    return key[1:] if key.startswith("$$") else key
