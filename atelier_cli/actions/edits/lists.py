"""The list that an operation changes."""

from typing import Any


def items(stored: Any) -> list[Any] | None:
    """The items of what is stored; none of nothing, and None where something else than a list is there."""
    if stored is None:
        return []
    return [*stored] if isinstance(stored, list | tuple) else None
