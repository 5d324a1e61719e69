"""Reads a plane with one SELECT a table."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, bindparam, case, literal, null, select

from atelier_cli.rows import INSERTION_ORDER
from atelier_cli.rows.plane import Plane, StoredPlane, StoredRow
from atelier_cli.rows.row import Address, Reference, Row, members, parent_column
from atelier_cli.store import row_values
from atelier_cli.store.links import target_of
from atelier_cli.store.tables import TABLES, key_columns, org_column


def read_plane(connection: Connection, plane: Plane) -> StoredPlane:
    """All current rows of a plane, sorted by address within each class."""
    rows: dict[type[Row], dict[Address, StoredRow]] = {}
    addresses: dict[str, Address] = {}
    superseded: set[str] = set()
    numbers: dict[tuple[type[Row], Address], int] = {}
    for row_class in INSERTION_ORDER:
        if (row_class.PLANE == "vocabulary") != (plane.kind == "system"):
            continue
        found: list[StoredRow] = []
        for is_current, number, version, parent, *values in _values(connection, row_class, plane):
            above = addresses[parent] if is_current and parent is not None else ()
            if row_class.VERSIONED:
                key = (row_class, addresses[parent])
                numbers[key] = max(number, numbers.get(key, 0))
            if is_current:
                found.append(row_values.stored(row_class, values, above, number, version))
            else:
                superseded.add(values[0])
        if found:
            found.sort(key=lambda one: one.row.address)
            rows[row_class] = {one.row.address: one for one in found}
            addresses.update((one.id, one.row.address) for one in found)
    return StoredPlane(plane, rows, frozenset(superseded), numbers)


def _values(connection: Connection, row_class: type[Row], plane: Plane) -> Iterable[Any]:
    return connection.execute(_SELECTIONS[row_class], {"org": plane.id})


def _selection(row_class: type[Row]) -> Select[Any]:
    """Whether the row is current, its number, its version, its parent's id, then its values, with keys for references.

    Of a superseded row only the id is wanted, so the rest is not even sent.
    """
    table = TABLES[row_class]
    parent = table.c[column] if (column := parent_column(row_class)) else null()
    number = table.c.number if row_class.VERSIONED else null()
    version = table.c.version if row_class.COUNTED else null()
    source, current = _with_currency(row_class)
    values: list[ColumnElement[Any]] = [table.c[name] for name in row_values.READ_ENVELOPE]
    for member in members(row_class):
        if isinstance(member, Reference):
            there = TABLES[target_of(member)].alias(member.name)
            source = source.outerjoin(there, _joined(row_class, member, there))
            values.append(there.c[key_columns(target_of(member))[-1]])
        else:
            values.append(table.c[member.name])
    if current is not None:
        values[1:] = [case((current, value)) for value in values[1:]]
    found = select(literal(1) if current is None else current, number, version, parent, *values)
    return found.select_from(source).where(table.c.org_id == bindparam("org"))


def _with_currency(row_class: type[Row]) -> tuple[FromClause, ColumnElement[bool] | None]:
    """The class's table, joined to what says whether a row is current; None where every row is."""
    table = TABLES[row_class]
    if row_class.VERSIONED:
        return table, table.c.is_current
    parent, column = row_class.PARENT, parent_column(row_class)
    if parent is None or column is None or not parent.VERSIONED:
        return table, None
    above = TABLES[parent]
    joined = table.join(above, (above.c.org_id == table.c.org_id) & (above.c.id == table.c[column]))
    return joined, above.c.is_current


def _joined(row_class: type[Row], reference: Reference, there: FromClause) -> ColumnElement[bool]:
    """Joins a reference to its target as the foreign key does."""
    table = TABLES[row_class]
    return (there.c.org_id == table.c[org_column(row_class, reference)]) & (there.c.id == table.c[reference.column])


#: How to read each class.
_SELECTIONS: dict[type[Row], Select[Any]] = {row_class: _selection(row_class) for row_class in INSERTION_ORDER}
