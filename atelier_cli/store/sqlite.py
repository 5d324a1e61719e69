"""The store in a SQLite file: for one person on one machine."""

import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, create_engine, event
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import URL

from atelier_cli import names
from atelier_cli.clock import Clock
from atelier_cli.errors import UnavailableError
from atelier_cli.store.forked_id import SQLITE_FUNCTION
from atelier_cli.store.row_values import Values
from atelier_cli.store.sql import SqlStore


def connect(file: Path, lock_timeout: float, clock: Clock, author: str | None) -> SqlStore:
    """The store in that file, which is created where it has to be; its tables are whatever they are.

    Whoever writes waits for the lock as long as the time-out says, in seconds.
    """
    engine = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": lock_timeout})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # the driver begins no transaction of its own: we do, see `begin`
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")  # else REPLACE deletes what is append-only
        connection.execute("PRAGMA journal_mode = WAL")  # who reads and who writes do not wait for each other
        connection.execute("PRAGMA analysis_limit = 400")  # to ANALYZE reads so many entries of an index, not all
        connection.create_function(SQLITE_FUNCTION, 2, _forked_id, deterministic=True)

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"cannot make the folder {file.parent}: {(error.strerror or str(error)).lower()}"
        raise UnavailableError(message, "check the `database` setting") from error
    return SqlStore(engine, str(file), clock, author, begin, insert_values, "sqlite")


def is_there(file: Path) -> bool:
    """Whether there is such a file; raises `UnavailableError` where nobody lets us look."""
    try:
        return file.exists()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnavailableError(f"cannot look for {file}: {reason}", "check the `database` setting") from error


def begin(connection: sqlite3.Connection, *, write: bool, shared: bool) -> None:  # noqa: ARG001  # it has one lock
    """Begins a transaction; of two that write, the second waits here: SQLite refuses one that starts to write late."""
    connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")


def insert_values(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    rows: Sequence[Values],
    *,
    unless_there: bool = False,
) -> None:
    """Inserts the rows with one prepared statement; `columns` are in the table's order."""
    if not rows:
        return
    statement = insert(table).on_conflict_do_nothing() if unless_there else insert(table)
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(columns))
    connection.exec_driver_sql(str(compiled), list(rows))


@lru_cache(maxsize=2**16)  # the children of one row all ask for the id of its copy
def _forked_id(org: str, source: str | None) -> str | None:
    return None if source is None else names.forked_id(org, source)
