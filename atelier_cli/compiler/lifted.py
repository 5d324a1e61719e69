"""Reads rows on their way back to a sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from atelier_cli.rows.row import Address, Row, members
from atelier_cli.rows.row_set import RowSet

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Reader:
    """The rows of one owner among those of a plane, found by class, owner and parent."""

    rows: RowSet
    owner: str = ""
    #: The rows of a class by their parent's address, in their order; readers of one plane share what was found.
    _by_parent: dict[type[Row], dict[Address, list[Any]]] = field(default_factory=dict)
    _by_owner: dict[type[Row], dict[str, dict[Address, Any]]] = field(default_factory=dict)

    def of(self, owner: str) -> "Reader":
        """The reader for another owner of the same rows."""
        return replace(self, owner=owner)

    def top(self, row_class: type[R]) -> R:
        """The row of a class at the top of the plane that has the owner's code."""
        return self.owned(row_class)[(self.owner,)]

    def owned(self, row_class: type[R]) -> Mapping[Address, R]:
        """The owner's rows of a class, by address."""
        if row_class not in self._by_owner:
            grouped: dict[str, dict[Address, Row]] = {}
            for address, row in self.rows.of(row_class).items():
                grouped.setdefault(row.owner, {})[address] = row
            self._by_owner[row_class] = grouped
        return self._by_owner[row_class].get(self.owner, {})

    def children(self, row_class: type[R], parent: Row) -> list[R]:
        """The rows of a class that belong to a row, in their order."""
        if row_class not in self._by_parent:
            grouped: dict[Address, list[Row]] = {}
            for row in sorted(self.rows.of(row_class).values(), key=lambda row: (row.order, row.address)):
                grouped.setdefault(row.address[: -len(row.KEY)], []).append(row)
            self._by_parent[row_class] = grouped
        return self._by_parent[row_class].get(parent.address, [])

    def said(self, row: Row) -> dict[str, Any]:
        """What the row says, as the fields of an item; what is null is left out."""
        fields: dict[str, Any] = {}
        for member in members(type(row)):
            value = getattr(row, member.name)
            if value is not None:
                fields[member.name] = list(value) if isinstance(value, tuple) else value
        return fields

    def item(self, row: Row) -> dict[str, Any]:
        """What the row says, with its place and whether it is active: an item of a list."""
        placed = {"order": row.order} if row.ORDERED else {}
        return {**self.said(row), **placed, "is_active": row.is_active}
