"""Finds the nodes of a tree by their paths."""

from typing import Any

from atelier_cli.diagnostics import Path
from atelier_cli.frozen import frozen
from atelier_cli.sheet.layout.tree import Entry, Node


@frozen
class Found:
    """An entry, and the collection that it stands in."""

    holder: Node
    index: int
    #: The data of the collection.
    data: Any
    #: The entry that the collection is the value of; None for the root.
    above: "Found | None"

    @property
    def entry(self) -> Entry:
        return self.holder.entries[self.index]

    @property
    def in_brackets(self) -> bool:
        return self.holder.is_flow


def find(root: Node, data: Any, path: Path) -> Found | None:
    """The entry at a path; within an alias, the one where its anchor is. None where there is none."""
    found, node = None, root
    for step in path:
        while node.target is not None:
            node = node.target
        if isinstance(data, dict):
            index = list(data).index(step) if step in data else -1
        else:
            index = step if isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data) else -1
        if not 0 <= index < len(node.entries):
            return None
        found = Found(node, index, data, found)
        node, data = found.entry.value, data[step]
    return found
