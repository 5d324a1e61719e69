"""The database's own driver, asked without detours: for what every action asks again and again.

SQLAlchemy writes each statement once; from then on its text goes to the driver with the values, since to run a
statement by way of SQLAlchemy costs several times what SQLite takes for it.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal, get_args

import psycopg
from sqlalchemy import ClauseElement, Dialect
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import psycopg as postgresql

from atelier_cli.store.failures import translated

Kind = Literal["sqlite", "postgresql"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_DIALECTS: dict[Kind, Dialect] = {"sqlite": sqlite.dialect(), "postgresql": postgresql.dialect()}  # type: ignore[no-untyped-call]  # SQLAlchemy's own
#: What a driver raises where a value cannot be held, or a key is refused.
FAILURES = (psycopg.Error, sqlite3.Error, OverflowError, UnicodeEncodeError)
#: What a driver raises where a constraint refuses a change.
REFUSALS = (psycopg.IntegrityError, sqlite3.IntegrityError)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as the driver takes it."""

    text: str
    #: The names of its values one by one, for a driver that takes them by place; None for one that takes them by name.
    places: tuple[str, ...] | None

    def values(self, by_name: Mapping[str, Any]) -> Any:
        return by_name if self.places is None else [by_name[name] for name in self.places]


def statement(clause: ClauseElement, kind: Kind) -> Statement:
    """The statement that SQLAlchemy makes of it; every value in it is a named parameter."""
    compiled = clause.compile(dialect=_DIALECTS[kind])
    places = getattr(compiled, "positiontup", None)
    return Statement(str(compiled), None if places is None else tuple(places))


@dataclass(frozen=True, slots=True)
class Driver:
    """The driver's connection, inside one transaction."""

    connection: Any
    kind: Kind
    #: What a person may see of the database's URL.
    database: str

    def rows(self, statement: Statement, values: Mapping[str, Any]) -> list[Any]:
        """What the statement finds."""
        try:
            found: list[Any] = self.connection.execute(statement.text, statement.values(values)).fetchall()
        except FAILURES as error:
            raise translated(error, self.database) from error
        return found

    def change(self, statement: Statement, values: Sequence[Mapping[str, Any]]) -> int:
        """How many rows the statement has changed, once for each values; raises what a constraint makes of it."""
        try:
            cursor = self.connection.cursor()
            if len(values) == 1:
                cursor.execute(statement.text, statement.values(values[0]))
            else:
                cursor.executemany(statement.text, [statement.values(one) for one in values])
            changed: int = cursor.rowcount
            cursor.close()
        except REFUSALS:
            raise
        except FAILURES as error:
            raise translated(error, self.database) from error
        return changed

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part of the transaction of which nothing is kept when the block raises."""
        self._run("SAVEPOINT atelier")
        try:
            yield
        except BaseException:
            self._run("ROLLBACK TO SAVEPOINT atelier")
            self._run("RELEASE SAVEPOINT atelier")
            raise
        self._run("RELEASE SAVEPOINT atelier")

    def _run(self, text: str) -> None:
        try:
            self.connection.execute(text)
        except FAILURES as error:
            raise translated(error, self.database) from error
