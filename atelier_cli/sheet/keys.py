"""The keys of list items: their own, or what they are about."""

from collections.abc import Iterable

from pydantic import BaseModel


def keys(items: Iterable[BaseModel], source: str) -> list[str]:
    """The key of each item: its own, or the value of its field `source`, with `-2`, `-3` on repeats."""
    items = list(items)
    taken = {key for item in items if (key := getattr(item, "key", None)) is not None}
    found = []
    for item in items:
        key = getattr(item, "key", None)
        if key is None:
            base = key_after(item, source)
            key, repeat = base, 2
            while key in taken:
                key, repeat = f"{base}-{repeat}", repeat + 1
            taken.add(key)
        found.append(key)
    return found


def key_after(item: BaseModel, source: str) -> str:
    """The key that an item takes from its field `source`."""
    return str(getattr(item, source)).replace(".", "-")
