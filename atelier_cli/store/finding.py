"""Finds records: writes a statement once for each way to ask, and asks the driver."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import (
    ARRAY,
    BindParameter,
    Column,
    ColumnElement,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    false,
    func,
    literal_column,
    or_,
    select,
    tuple_,
)

from atelier_cli.rows.plane import Plane
from atelier_cli.rows.record import Key, Record
from atelier_cli.store import refusals
from atelier_cli.store.comparing import Compared, compared, condition, one_of, parameter, plain
from atelier_cli.store.driver import Driver, Kind, Statement, statement
from atelier_cli.store.record_tables import RECORD_TABLES
from atelier_cli.store.record_values import SHAPES, record_of, written

RecordT = TypeVar("RecordT", bound=Record)

#: The parameter for several keys, on SQLite.
_KEYS = "keys"


def get(
    driver: Driver, plane: Plane, record_class: type[RecordT], keys: Collection[Key], *, lock: bool
) -> dict[Key, RecordT]:
    """The records of those keys; with `lock` they are locked, in the order of their keys."""
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return {}
    found = driver.rows(
        _by_key((driver.kind, record_class, len(wanted) > 1, lock)),
        {"org": plane.id, **_key_parameters(driver.kind, record_class, wanted)},
    )
    places = SHAPES[record_class].key
    return {tuple([row[place] for place in places]): record_of(record_class, row) for row in found}


def find(
    driver: Driver,
    plane: Plane,
    record_class: type[RecordT],
    where: Mapping[str, Any],
    *,
    order: Sequence[str],
    after: Key | None,
    limit: int | None,
) -> list[RecordT]:
    """The records that have the given values, in that order, as many as there may be, after the one of that key."""
    types = SHAPES[record_class].types
    values = {f"is_{name}": parameter(driver.kind, value, types[name]) for name, value in where.items()}
    values |= {"org": plane.id, "limit": limit}
    follows = None
    if after is not None:
        last = _values_after(driver, plane, record_class, order, after)
        values |= {f"after_{name}": value for name, value in last.items()}
        follows = tuple(value is None for value in last.values())
    asked = _Question(driver.kind, record_class, compared(where), tuple(order), follows, limit is not None)
    return [record_of(record_class, row) for row in driver.rows(_selection(asked), values)]


def directions(record_class: type[Record], order: Sequence[str]) -> list[tuple[str, bool]]:
    """The columns that order the records, and whether from the greatest down; the key, at last, as what precedes it."""
    columns = [(name.removeprefix("-"), name.startswith("-")) for name in order]
    down = bool(columns) and columns[-1][1]
    named = {name for name, _ in columns}
    return [*columns, *((name, down) for name in record_class.KEY if name not in named)]


def _key_parameters(kind: Kind, record_class: type[Record], keys: list[Key]) -> dict[str, Any]:
    if len(keys) == 1:
        return dict(zip(record_class.KEY, keys[0], strict=True))
    if kind == "sqlite":
        single = len(record_class.KEY) == 1
        return {_KEYS: json.dumps([key[0] for key in keys] if single else keys)}
    return {name: list(some) for name, some in zip(record_class.KEY, zip(*keys, strict=True), strict=True)}


def _values_after(
    driver: Driver, plane: Plane, record_class: type[Record], order: Sequence[str], after: Key
) -> dict[str, Any]:
    """The values that order the record of that key, by column."""
    types, said = SHAPES[record_class].types, dict(zip(record_class.KEY, after, strict=True))
    names = [name for name, _ in directions(record_class, order)]
    if any(name not in said for name in names):
        last = get(driver, plane, record_class, [after], lock=False).get(after)
        if last is None:
            raise refusals.gone(record_class, after)
        said = {name: written(getattr(last, name), types[name]) for name in names}
    return {name: said[name] for name in names}


@lru_cache(maxsize=512)
def _by_key(asked: tuple[Kind, type[Record], bool, bool]) -> Statement:
    """The statement that finds records by their keys: one or several, to be locked or not."""
    kind, record_class, several, lock = asked
    table = RECORD_TABLES[record_class]
    keys = [table.c[name] for name in record_class.KEY]
    if not several:
        wanted = and_(*(key == bindparam(key.name) for key in keys))
    elif len(keys) == 1:
        wanted = one_of(kind, keys[0], _KEYS if kind == "sqlite" else keys[0].name)
    else:
        wanted = tuple_(*keys).in_(_several_keys(kind, keys))
    found = _of_plane(record_class).where(wanted)
    if lock and kind == "postgresql":  # SQLite knows no locks of rows: who writes is alone
        found = found.order_by(*keys).with_for_update(key_share=True)
    return statement(found, kind)


def _several_keys(kind: Kind, keys: list[Column[Any]]) -> Select[Any]:
    """The keys that are given: on SQLite as one JSON array, on PostgreSQL as one array for each column."""
    if kind == "sqlite":
        each = func.json_each(bindparam(_KEYS, type_=Text)).table_valued("value")
        parts = (func.json_extract(each.c.value, literal_column(f"'$[{place}]'")) for place in range(len(keys)))
        return select(*parts)
    arrays = (cast(bindparam(key.name), ARRAY(plain(key))) for key in keys)
    each = func.unnest(*arrays).table_valued(*(key.name for key in keys)).render_derived()
    return select(*(each.c[key.name] for key in keys))


@dataclass(frozen=True, slots=True)
class _Question:
    """All that the statement which finds records depends on."""

    kind: Kind
    record_class: type[Record]
    compared: Compared
    order: tuple[str, ...]
    #: Which values of the record before the first are nothing; None where the first of all is wanted.
    follows: tuple[bool, ...] | None
    is_limited: bool


@lru_cache(maxsize=1024)
def _selection(asked: _Question) -> Statement:
    """The statement that finds records."""
    table = RECORD_TABLES[asked.record_class]
    ordered = [(table.c[name], down) for name, down in directions(asked.record_class, asked.order)]
    where = (condition(asked.kind, table.c[name], f"is_{name}", way) for name, way in asked.compared)
    found = _of_plane(asked.record_class).where(*where)
    if asked.follows is not None:
        found = found.where(_following(ordered, asked.follows))
    found = found.order_by(*(_ordering(column, down=down) for column, down in ordered))
    if asked.is_limited:  # SQLAlchemy would write an offset of its own for SQLite, as a value
        found = found.limit(bindparam("limit")).offset(literal_column("0"))
    return statement(found, asked.kind)


def _ordering(column: Column[Any], *, down: bool) -> ColumnElement[Any]:
    """Nothing is less than anything, on both databases."""
    if not column.nullable:
        return column.desc() if down else column.asc()
    return column.desc().nulls_last() if down else column.asc().nulls_first()


def _following(ordered: list[tuple[Column[Any], bool]], nothing: tuple[bool, ...]) -> ColumnElement[bool]:
    """Whether a record comes after the one whose values are given, in that order."""
    columns = [column for column, _ in ordered]
    values = [bindparam(f"after_{column.name}", type_=column.type) for column in columns]
    ways = {down for _, down in ordered}
    if len(ways) == 1 and not any(column.nullable for column in columns):  # then an index may serve
        return tuple_(*columns) < tuple_(*values) if True in ways else tuple_(*columns) > tuple_(*values)
    beyond: list[ColumnElement[bool]] = []
    same: list[ColumnElement[bool]] = []
    for (column, down), value, none in zip(ordered, values, nothing, strict=True):
        beyond.append(and_(*same, _beyond(column, value, down=down, nothing=none)))
        same.append(column.is_(None) if none else column == value)
    return or_(*beyond)


def _beyond(column: Column[Any], value: BindParameter[Any], *, down: bool, nothing: bool) -> ColumnElement[bool]:
    """Whether a column's value comes after the given one; nothing is less than anything."""
    if nothing:
        return false() if down else column.is_not(None)
    if not down:
        return column > value
    return or_(column < value, column.is_(None)) if column.nullable else column < value


def _of_plane(record_class: type[Record]) -> Select[Any]:
    table = RECORD_TABLES[record_class]
    return select(*(table.c[name] for name in SHAPES[record_class].names)).where(table.c.org_id == bindparam("org"))
