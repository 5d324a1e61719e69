"""Shows rows: as a table for people, and as JSON."""

from collections.abc import Sequence
from typing import Any

from atelier_cli.rows.content import content, content_hash
from atelier_cli.rows.row import Row, row_class_name
from atelier_cli.views.plan_json import source
from atelier_cli.views.table import table
from atelier_cli.views.terminal import Paint
from atelier_cli.views.words import counted


def rows_table(rows: Sequence[Row], width: int, paint: Paint) -> str:
    """The rows with their classes, keys and places, and their number."""
    lines = [(row_class_name(type(row)), _keys(row), source(row) or "derived") for row in rows]
    classes = len({row_class for row_class, _, _ in lines})
    total = f"{counted(len(rows), 'row')} of {classes} classes" if classes != 1 else counted(len(rows), "row")
    return f"{table(('class', 'keys', 'written at'), lines, width, paint)}\n\n{total}"


def row_shape(row: Row) -> dict[str, Any]:
    """A row as JSON-like data."""
    return {
        "class": row_class_name(type(row)),
        "plane": row.PLANE,
        "address": list(row.address),
        "owner": row.owner,
        "source": source(row),
        "content": content(row),
        "content_hash": content_hash(row),
    }


def _keys(row: Row) -> str:
    """The row's keys; a version's digest is cut to what tells it apart."""
    keys = [key[:12] if len(key) == 64 else key for key in row.address]
    return " / ".join(keys)
