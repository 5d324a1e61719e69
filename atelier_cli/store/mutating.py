"""Performs mutations: those of one kind that follow each other in one go, each by a statement that is written once."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

import psycopg
from sqlalchemy import Index, PrimaryKeyConstraint, UniqueConstraint, and_, bindparam, delete, insert, update

from atelier_cli.plan.mutation import Delete, Insert, Mutation, Update
from atelier_cli.rows.record import Record
from atelier_cli.store import refusals
from atelier_cli.store.driver import REFUSALS, Driver, Kind, Statement, statement
from atelier_cli.store.failures import translated
from atelier_cli.store.finding import get
from atelier_cli.store.record_tables import RECORD_TABLES
from atelier_cli.store.record_values import SHAPES, values_of, written

#: The same for all mutations that one statement performs.
Way = tuple[type[Mutation], type[Record], tuple[str, ...], tuple[tuple[str, bool], ...]]


def perform(driver: Driver, mutations: Sequence[Mutation]) -> None:
    """Performs the mutations in their order; raises `TakenError` or `StaleError`, and then keeps nothing of them."""
    if not mutations:
        return
    try:
        with driver.savepoint():
            for way, some in groupby(mutations, _way):
                _perform(driver, way, list(some))
    except (*REFUSALS, _MissedError):
        with driver.savepoint():  # again, one by one, to learn which of them it was
            for mutation in mutations:
                _perform_one(driver, mutation)


class _MissedError(Exception):
    """Some of the records are not there, or not as they were expected."""


def _way(mutation: Mutation) -> Way:
    record_class = refusals.record_class_of(mutation)
    if not isinstance(mutation, Update):
        return type(mutation), record_class, (), ()
    expected = tuple((name, value is None) for name, value in mutation.expected.items())
    return Update, record_class, tuple(mutation.values), expected


def _perform(driver: Driver, way: Way, mutations: list[Mutation]) -> None:
    if driver.change(_statement(driver.kind, way), [_values(mutation) for mutation in mutations]) != len(mutations):
        raise _MissedError


def _perform_one(driver: Driver, mutation: Mutation) -> None:
    try:
        _perform(driver, _way(mutation), [mutation])
    except _MissedError:
        raise refusals.StaleError(mutation, _reason(driver, mutation)) from None
    except REFUSALS as error:
        raise _refusal(driver, error, mutation) from error


def _reason(driver: Driver, mutation: Mutation) -> str:
    """Why no record was changed or deleted: a record that is there was not as it was expected."""
    if isinstance(mutation, Update):
        found = get(driver, mutation.plane, mutation.record_class, [mutation.key], lock=False)
        return refusals.CHANGED if found else refusals.MOVED
    return refusals.MOVED


def _refusal(driver: Driver, error: Exception, mutation: Mutation) -> Exception:
    """What a constraint of the database makes of a mutation."""
    code = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None)
    if code in {"23503", "SQLITE_CONSTRAINT_FOREIGNKEY"}:
        reason = refusals.NEEDED if isinstance(mutation, Delete) else refusals.NO_RECORD
        return refusals.StaleError(mutation, reason)
    if code in {"23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}:
        return refusals.TakenError(mutation, _taken(error))
    return translated(error, driver.database)


def _taken(error: Exception) -> tuple[str, ...]:
    """The columns of which another record has the same values; SQLite says them, PostgreSQL names the constraint."""
    if isinstance(error, psycopg.IntegrityError):
        return _COLUMNS[error.diag.constraint_name or ""]
    _, _, said = str(error).partition(": ")
    return tuple(column.rpartition(".")[2] for column in said.split(", "))[1:]


def _values(mutation: Mutation) -> dict[str, Any]:
    """What a mutation gives to the parameters of its statement."""
    if isinstance(mutation, Insert):
        said = dict(zip(_GIVEN[type(mutation.record)], values_of(mutation.record), strict=True))
        said["org"] = mutation.plane.id
        return said
    key = {f"of_{name}": value for name, value in zip(mutation.record_class.KEY, mutation.key, strict=True)}
    if isinstance(mutation, Delete):
        return {"org": mutation.plane.id, **key}
    types = SHAPES[mutation.record_class].types
    return {
        "org": mutation.plane.id,
        **key,
        **{f"to_{name}": written(value, types[name]) for name, value in mutation.values.items()},
        **{f"was_{name}": written(value, types[name]) for name, value in mutation.expected.items()},
    }


@lru_cache(maxsize=1024)
def _statement(kind: Kind, way: Way) -> Statement:
    """The statement that performs mutations of one way."""
    mutation, record_class, changed, expected = way
    table = RECORD_TABLES[record_class]
    if mutation is Insert:
        names = SHAPES[record_class].names
        return statement(insert(table).values(org_id=bindparam("org"), **_parameters(names)), kind)
    key = and_(
        table.c.org_id == bindparam("org"), *(table.c[name] == bindparam(f"of_{name}") for name in record_class.KEY)
    )
    if mutation is Delete:
        return statement(delete(table).where(key), kind)
    as_read = [
        table.c[name].is_(None) if none else table.c[name] == bindparam(f"was_{name}") for name, none in expected
    ]
    return statement(update(table).where(key, *as_read).values(**_parameters(changed)), kind)


def _parameters(names: Sequence[str]) -> dict[str, Any]:
    return {name: bindparam(f"to_{name}") for name in names}


#: The parameters that a new record of each class gives values to, in the order of its columns.
_GIVEN = {record_class: tuple(f"to_{name}" for name in shape.names) for record_class, shape in SHAPES.items()}
#: The columns of each unique constraint and unique index but the organisation, by its name.
_COLUMNS: dict[str, tuple[str, ...]] = {
    str(one.name): tuple(column.name for column in one.columns)[1:]
    for table in RECORD_TABLES.values()
    for one in (*table.constraints, *table.indexes)
    if isinstance(one, PrimaryKeyConstraint | UniqueConstraint | Index)
}
