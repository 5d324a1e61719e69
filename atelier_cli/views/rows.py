"""Shows rows: class by class for people, and as JSON."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from atelier_cli.rows.content import content, content_hash
from atelier_cli.rows.row import Row, row_class_name
from atelier_cli.views.cells import cells, cut, printable
from atelier_cli.views.keys import shown_keys
from atelier_cli.views.plan_json import source
from atelier_cli.views.terminal import Paint
from atelier_cli.views.words import counted

_INDENT = "  "


def rows_text(rows: Sequence[Row], width: int, paint: Paint) -> str:
    """The keys of the rows of each class, and where each is written; and their number."""
    lines: list[str] = []
    classes = 0
    for row_class, found in groupby(rows, type):
        classes += 1
        lines += [*_class(row_class_name(row_class), list(found), width, paint), ""]
    return "\n".join([*lines, f"{counted(len(rows), 'row')} of {classes} classes"])


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


def _class(name: str, rows: Sequence[Row], width: int, paint: Paint) -> Iterator[str]:
    yield f"{paint(name, 'title')} {paint(str(len(rows)), 'faint')}"
    places = [printable(source(row) or "") for row in rows]
    room = width - len(_INDENT) * 2 - max(map(len, places))
    keys = [cut(_keys(row), room) for row in rows]
    longest = max(map(cells, keys))
    for key, place in zip(keys, places, strict=True):
        yield f"{_INDENT}{key}{' ' * (longest - cells(key))}{_INDENT}{paint(place, 'faint')}".rstrip()


def _keys(row: Row) -> str:
    return printable(" / ".join(shown_keys(row)))
