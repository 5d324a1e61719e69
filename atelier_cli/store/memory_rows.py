"""Picks some rows of a plane out of all of them: what databases find by a statement."""

from collections.abc import Mapping
from typing import Any

from atelier_cli.rows import INSERTION_ORDER
from atelier_cli.rows.plane import StoredPlane, StoredRow
from atelier_cli.rows.row import Address, Row, row_class_name
from atelier_cli.store.branches import is_below, place_in_branch
from atelier_cli.store.comparing import how


def branch(stored: StoredPlane, row_class: type[Row], address: Address) -> tuple[StoredRow, ...]:
    """The row at the address and every current row below it."""
    classes = (below for below in INSERTION_ORDER if is_below(below, row_class))
    found = (one for below in classes for one in stored.of(below).values())
    return tuple(sorted((one for one in found if one.row.address[: len(address)] == address), key=place_in_branch))


def rows(stored: StoredPlane, row_class: type[Row], equal: Mapping[str, Any]) -> tuple[StoredRow, ...]:
    """The current rows of a class that have the given values, by address."""
    found = stored.of(row_class).values()
    return tuple(one for one in found if all(_has(one, name, value) for name, value in equal.items()))


def _has(stored: StoredRow, name: str, value: Any) -> bool:
    said = _said(stored, name)
    return said in value if how(value) == "in" else bool(said == value)


def _said(stored: StoredRow, name: str) -> Any:
    """What a name says of a row: a member, a row above it by its class, or a part of the envelope."""
    row = stored.row
    if hasattr(row, name):
        return getattr(row, name)
    keys, above = row.address[: -len(row.KEY)], row.PARENT
    while above is not None and row_class_name(above) != name:
        keys, above = keys[: -len(above.KEY)], above.PARENT
    return getattr(stored, name) if above is None else keys[-1]
