"""The content of a row: what it says, without ids, origin and authorship; and the hash of that."""

import hashlib
import json
from typing import Any

from atelier_cli.rows.row import Row, members


def content(row: Row) -> dict[str, Any]:
    """The row's content: its fields by name, foreign keys as keys, its place where the place says something."""
    said: dict[str, Any] = {member.name: getattr(row, member.name) for member in members(type(row))}
    said["is_active"] = row.is_active
    if row.ORDERED:
        said["order"] = row.order
    return said


def canonical_json(value: Any) -> str:
    """The one JSON text of a value: keys sorted, no spaces, no escapes beyond JSON's own."""
    return _encode(value)


def content_hash(row: Row) -> str:
    """SHA-256 over the canonical JSON of the row's content, in hexadecimal."""
    return hashlib.sha256(canonical_json(content(row)).encode()).hexdigest()


_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode
