"""The keys of list items: their own, or what they are about."""

from collections.abc import Iterable, Sequence

from pydantic import BaseModel


def keys(items: Iterable[BaseModel], source: str) -> list[str]:
    """The key of each item: its own, or the value of its field `source`, with `-2`, `-3` on repeats."""
    items = list(items)
    return _keys([getattr(item, "key", None) for item in items], [key_after(item, source) for item in items])


def key_after(item: BaseModel, source: str) -> str:
    """The key that an item takes from its field `source`."""
    return str(getattr(item, source)).replace(".", "-")


def said(named: Sequence[str], about: Sequence[str]) -> list[str | None]:
    """The keys that have to be written for the items to be named so; `about` is what each would be called after."""
    own = [None if key == base or key.startswith(f"{base}-") else key for key, base in zip(named, about, strict=True)]
    while (found := _keys(own, about)) != list(named):
        own = [key if found[i] != key else own[i] for i, key in enumerate(named)]
    return own


def _keys(own: Sequence[str | None], about: Sequence[str]) -> list[str]:
    taken = {key for key in own if key is not None}
    found = []
    for key, base in zip(own, about, strict=True):
        named, repeat = key or base, 2
        while key is None and named in taken:
            named, repeat = f"{base}-{repeat}", repeat + 1
        taken.add(named)
        found.append(named)
    return found
