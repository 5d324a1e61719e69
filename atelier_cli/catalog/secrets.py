"""Which members of a JSON Schema are secret: those marked `writeOnly` or `x-secret`, and all below them."""

from collections.abc import Iterable, Mapping
from typing import Any

_MARKS = ("writeOnly", "x-secret")
#: Objects in objects that are looked into; what is deeper is taken for no secret.
_DEEPEST = 16


def is_secret(schema: Any, names: Iterable[str]) -> bool:
    """Whether the member at a path is secret, or holds one that is."""
    at = schema
    for name in names:
        if is_marked(at):
            return True
        at = _member(at, name)
    return holds_secret(at)


def is_marked_at(schema: Any, names: Iterable[str]) -> bool:
    """Whether the member at a path is marked as secret, or one that it is in."""
    at = schema
    for name in names:
        if is_marked(at):
            return True
        at = _member(at, name)
    return is_marked(at)


def is_marked(schema: Any) -> bool:
    return isinstance(schema, Mapping) and any(schema.get(mark) is True for mark in _MARKS)


def holds_secret(schema: Any, depth: int = 0) -> bool:
    """Whether a schema is marked, or anything below it."""
    if not isinstance(schema, Mapping) or depth > _DEEPEST:
        return False
    members = schema.get("properties")
    below = [*members.values()] if isinstance(members, Mapping) else []
    return is_marked(schema) or any(holds_secret(one, depth + 1) for one in (*below, schema.get("items")))


def _member(schema: Any, name: str) -> Any:
    """The schema of a member; of a list, that of its items."""
    if not isinstance(schema, Mapping):
        return None
    members = schema.get("properties")
    return members.get(name) if isinstance(members, Mapping) else schema.get("items")
