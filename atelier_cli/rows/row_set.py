"""A set of rows: the waist that both halves meet at."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from atelier_cli.rows import INSERTION_ORDER
from atelier_cli.rows.row import Address, Row


@dataclass(frozen=True, slots=True)
class RowSet:
    """The rows of one plane, by class and address; iteration is in insertion order, then as the rows were given."""

    by_class: dict[type[Row], dict[Address, Row]]

    def of(self, row_class: type[Row]) -> dict[Address, Row]:
        return self.by_class.get(row_class, {})

    def get(self, row_class: type[Row], address: Address) -> Row | None:
        return self.of(row_class).get(address)

    def __iter__(self) -> Iterator[Row]:
        for row_class in INSERTION_ORDER:
            yield from self.of(row_class).values()

    def __len__(self) -> int:
        return sum(len(rows) for rows in self.by_class.values())


def row_set(rows: Iterable[Row]) -> RowSet:
    """The set of the given rows; of two rows with one address the later stays."""
    by_class: dict[type[Row], dict[Address, Row]] = {}
    for row in rows:
        by_class.setdefault(type(row), {})[row.address] = row
    return RowSet(by_class)
