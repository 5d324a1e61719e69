"""Reads some rows of a plane by one statement: a row with all that is below it, or the rows of a class by their values.

Every value is read as text, so that the rows of several classes fit into one answer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Text, bindparam, cast, literal_column, null, select, union_all

from atelier_cli.rows import INSERTION_ORDER
from atelier_cli.rows.plane import Plane, StoredRow
from atelier_cli.rows.row import Address, Reference, Row, members, parent_column, references, row_class_name
from atelier_cli.store.comparing import Compared, compared, condition, parameter
from atelier_cli.store.driver import Driver, Kind, Statement, statement
from atelier_cli.store.links import target_of
from atelier_cli.store.row_values import READ_ENVELOPE, stored
from atelier_cli.store.tables import TABLES, key_columns, org_column

_Expression = ColumnElement[Any]


def branch(driver: Driver, plane: Plane, row_class: type[Row], address: Address) -> tuple[StoredRow, ...]:
    """The row at the address and every current row below it: in insertion order, those of a class by their place."""
    values = {"org": plane.id, **{f"key_{place}": key for place, key in enumerate(address)}}
    found = [_stored(tuple(row)) for row in driver.rows(_branch((driver.kind, row_class)), values)]
    return tuple(sorted(found, key=place_in_branch))


def rows(driver: Driver, plane: Plane, row_class: type[Row], equal: Mapping[str, Any]) -> tuple[StoredRow, ...]:
    """The current rows of a class that have the given values, by address."""
    values = {"org": plane.id, **{f"is_{name}": parameter(driver.kind, value) for name, value in equal.items()}}
    asked = _selection((driver.kind, row_class, compared(equal)))
    found = [_stored(tuple(row)) for row in driver.rows(asked, values)]
    return tuple(sorted(found, key=lambda one: one.row.address))


def place_in_branch(one: StoredRow) -> tuple[int, int, Address]:
    """What the rows of a branch are sorted by."""
    return _PLACES[type(one.row)], one.row.order, one.row.address


def is_below(row_class: type[Row], above: type[Row]) -> bool:
    """Whether rows of the one class belong to rows of the other, by way of others or not, or are of it."""
    parent = row_class.PARENT
    return row_class is above or (parent is not None and is_below(parent, above))


@dataclass(frozen=True, slots=True)
class _Part:
    """What is read of the rows of a class."""

    source: FromClause
    conditions: tuple[_Expression, ...]
    #: What names the row among its siblings, and each row above it among its own: from the top down.
    keys: dict[type[Row], tuple[_Expression, ...]]
    #: What each member of the class holds, the key of the row that a reference names.
    members: dict[str, _Expression]

    def address(self, row_class: type[Row]) -> list[_Expression]:
        """The address of the row of a class that is the row or is above it."""
        found: list[_Expression] = []
        for one, keys in self.keys.items():
            found.extend(keys)
            if one is row_class:
                break
        return found


def _part(row_class: type[Row]) -> _Part:
    table = TABLES[row_class]
    source, said = _said(table, row_class, tuple(member.name for member in members(row_class)))
    keys = {row_class: tuple(said[name] for name in row_class.KEY)}
    conditions: list[_Expression] = [table.c.is_current] if row_class.VERSIONED else []
    below = row_class
    while below.PARENT is not None:
        above, child, column = TABLES[below.PARENT], TABLES[below], parent_column(below) or ""
        source = source.join(above, (above.c.org_id == child.c.org_id) & (above.c.id == child.c[column]))
        below = below.PARENT
        source, named = _said(source, below, below.KEY)
        keys = {below: tuple(named.values()), **keys}
        conditions += [above.c.is_current] if below.VERSIONED else []
    return _Part(source, (table.c.org_id == bindparam("org"), *conditions), keys, said)


def _said(
    source: FromClause, row_class: type[Row], names: tuple[str, ...]
) -> tuple[FromClause, dict[str, _Expression]]:
    """What some members of a class hold, and the source joined to what the references among them name."""
    table, named = TABLES[row_class], {reference.name: reference for reference in references(row_class)}
    said: dict[str, _Expression] = {}
    for name in names:
        reference = named.get(name)
        if reference is None:
            said[name] = table.c[name]
            continue
        there = TABLES[target_of(reference)].alias(f"{row_class_name(row_class)}_{name}")
        same_plane = there.c.org_id == table.c[org_column(row_class, reference)]
        source = source.outerjoin(there, same_plane & (there.c.id == table.c[reference.column]))
        said[name] = there.c[key_columns(target_of(reference))[-1]]
    return source, said


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the values of a row stand in an answer: its class, its address, its counts, its envelope, its members."""

    address: int
    members: int


#: Wide enough for every class, so that the answers of all are alike.
_LAYOUT = _Layout(
    address=max(len(_part(row_class).address(row_class)) for row_class in INSERTION_ORDER),
    members=max(len(members(row_class)) for row_class in INSERTION_ORDER),
)


def _select(row_class: type[Row], part: _Part) -> Select[Any]:
    table = TABLES[row_class]
    address, said = part.address(row_class), list(part.members.values())
    counts = [
        table.c.number if row_class.VERSIONED else null(),
        table.c.version if row_class.COUNTED else null(),
    ]
    read = [
        *_padded(address, _LAYOUT.address),
        *counts,
        *(table.c[name] for name in READ_ENVELOPE),
        *_padded(said, _LAYOUT.members),
    ]
    place: _Expression = literal_column(str(_PLACES[row_class]))
    chosen: list[_Expression] = [place, *(cast(one, Text) for one in read)]
    return select(*chosen).select_from(part.source).where(*part.conditions)


def _padded(expressions: Sequence[_Expression], width: int) -> list[_Expression]:
    return [*expressions, *(null() for _ in range(width - len(expressions)))]


@lru_cache(maxsize=128)
def _branch(asked: tuple[Kind, type[Row]]) -> Statement:
    """The statement that reads the row at an address, and what is below it."""
    kind, row_class = asked
    parts: list[Select[Any]] = []
    for below in INSERTION_ORDER:
        if is_below(below, row_class):
            part = _part(below)
            at = (key == bindparam(f"key_{place}") for place, key in enumerate(part.address(row_class)))
            parts.append(_select(below, part).where(*at))
    return statement(union_all(*parts), kind)


@lru_cache(maxsize=512)
def _selection(asked: tuple[Kind, type[Row], Compared]) -> Statement:
    """The statement that reads the rows of a class by what they say."""
    kind, row_class, equal = asked
    part = _part(row_class)
    where = (condition(kind, _named(row_class, part, name), f"is_{name}", way) for name, way in equal)
    return statement(_select(row_class, part).where(*where), kind)


def _named(row_class: type[Row], part: _Part, name: str) -> _Expression:
    """What a name says of a row: a member, a row above it by its class, or a part of the envelope."""
    if name in part.members:
        return part.members[name]
    above = {row_class_name(one): keys[-1] for one, keys in part.keys.items() if one is not row_class}
    return above[name] if name in above else TABLES[row_class].c[name]


@lru_cache(maxsize=2**13)
def _stored(values: tuple[Any, ...]) -> StoredRow:
    """The row that was read as texts; who reads the same action again and again gets the same rows again."""
    row_class = INSERTION_ORDER[values[0]]
    read = _READERS[row_class]
    start = 1 + _LAYOUT.address
    number, version, *said = [
        value if value is None or convert is None else convert(value)
        for value, convert in zip(values[start:], read.converters, strict=False)
    ]
    return stored(row_class, said, tuple(values[1 : 1 + read.above]), number, version)


@dataclass(frozen=True, slots=True)
class _Reader:
    """How to read the rows of a class."""

    #: How many keys the address of the row above has.
    above: int
    #: What makes of each text the value that it stands for; None for what is text.
    converters: tuple[Callable[[str], Any] | None, ...]


def _reader(row_class: type[Row]) -> _Reader:
    address = _part(row_class).address(row_class)
    converters: list[Callable[[str], Any] | None] = [int, int]
    converters += [_ENVELOPE.get(name) for name in READ_ENVELOPE]
    converters += [None if isinstance(one, Reference) else _CONVERTERS.get(one.type) for one in members(row_class)]
    return _Reader(len(address) - len(row_class.KEY), tuple(converters))


def _truth(text: str) -> bool:
    """SQLite writes 1, PostgreSQL true."""
    return text in {"1", "true"}


_CONVERTERS: dict[str, Callable[[str], Any]] = {"integer": int, "boolean": _truth}
_ENVELOPE: dict[str, Callable[[str], Any]] = {"order": int, "is_active": _truth, "source_line": int}
_PLACES = {row_class: place for place, row_class in enumerate(INSERTION_ORDER)}
_READERS = {row_class: _reader(row_class) for row_class in INSERTION_ORDER}
