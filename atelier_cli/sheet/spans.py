"""Where the nodes of a document stand in its text: noted compactly, looked up only to print."""

from array import array
from dataclasses import field
from typing import Any

from atelier_cli.frozen import frozen


def _indices() -> "array[int]":
    return array("I")


@frozen
class Spans:
    """The nodes of a document, keys included, numbered in the order in which they start.

    A key is numbered right before its value, or before all that is in the key. Nothing here refers to the data: the two
    are walked side by side, for a mapping holds its keys in the order of the text.
    """

    #: The index in the text at which each node starts, its anchor and tag included.
    starts: "array[int]" = field(default_factory=_indices)
    #: The index up to which it reaches; only for scalars and flow collections does it stop where the content does.
    ends: "array[int]" = field(default_factory=_indices)
    #: Of each collection: the number of the first node that is not in it.
    after: dict[int, int] = field(default_factory=dict)
    #: Of each alias: the number of the node that it stands for.
    aliases: dict[int, int] = field(default_factory=dict)
    #: Keys that were left out of the data, with their values.
    dropped: set[int] = field(default_factory=set)
    _members: dict[int, dict[str | int, tuple[int, int]]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.starts)

    def members(self, number: int, data: Any) -> dict[str | int, tuple[int, int]]:
        """The numbers of key and value by key, of item and item by index; `data` is what the node says.

        Each collection is counted through once: a thousand findings in one list must not take a thousand walks.
        """
        known = self._members.get(number)
        if known is None:
            known = self._members[number] = self._counted(number, data)
        return known

    def _counted(self, number: int, data: Any) -> dict[str | int, tuple[int, int]]:
        found: dict[str | int, tuple[int, int]] = {}
        at = number + 1
        if isinstance(data, list):
            for i in range(len(data)):
                found[i] = (at, at)
                at = self.after.get(at, at + 1)
        elif isinstance(data, dict):
            for key in data:
                while at in self.dropped:
                    at = self._after_value(at)
                found[key] = (at, self.after.get(at, at + 1))
                at = self._after_value(at)
        return found

    def _after_value(self, key: int) -> int:
        value = self.after.get(key, key + 1)
        return self.after.get(value, value + 1)
