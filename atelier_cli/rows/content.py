"""The content of a row: what it says, without ids, origin and authorship; and the hash of that."""

import hashlib
import json
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from atelier_cli.rows.row import Row, members, once_a_class


def content(row: Row) -> dict[str, Any]:
    """The row's content: its fields by name, foreign keys as keys, its place where the place says something."""
    names, values = _fields(type(row))
    return dict(zip(names, values(row), strict=True))


def canonical_json(value: Any) -> str:
    """The one JSON text of a value: keys sorted, no spaces, no escapes beyond JSON's own."""
    return _encode(value)


def content_hash(row: Row) -> str:
    """SHA-256 over the canonical JSON of the row's content, in hexadecimal."""
    return hashlib.sha256(canonical_json(content(row)).encode()).hexdigest()


@once_a_class
def _fields(row_class: type[Row]) -> tuple[tuple[str, ...], Callable[[Row], tuple[Any, ...]]]:
    """The names of the fields that are content, and what gets them of a row."""
    names = (*(member.name for member in members(row_class)), "is_active", *(["order"] if row_class.ORDERED else []))
    return names, attrgetter(*names)


_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode
