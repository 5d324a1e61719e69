"""The store in a PostgreSQL database: never migrated but by `atelier db upgrade`."""

from functools import partial
from typing import Any

import psycopg
from psycopg import IsolationLevel, ProgrammingError
from psycopg.conninfo import make_conninfo
from psycopg.types.string import TextLoader
from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL

from atelier_cli.clock import Clock
from atelier_cli.errors import RefusedError, UsageError
from atelier_cli.store import urls
from atelier_cli.store.copy_in import insert_values
from atelier_cli.store.failures import own_failures
from atelier_cli.store.sql import SqlStore

#: The oldest version of the server that is supported.
OLDEST = 15
#: The advisory lock that everybody holds who writes or changes the tables: the letters of `atelier`.
LOCK = int.from_bytes(b"atelier", "big")


def connect(url: URL, lock_timeout: float, clock: Clock, author: str | None) -> SqlStore:
    """The store in that database, whatever its tables are.

    Raises `UsageError` for a URL with a parameter that nobody knows, and `RefusedError` where the server is too old.
    """
    shown = urls.shown(url)
    try:
        make_conninfo(**dict.fromkeys(url.query, ""))
    except ProgrammingError as error:
        raise UsageError(f"{shown}: {error}", "take it out of the `database` setting") from error
    known = {"application_name": "atelier", "connect_timeout": "10", **url.query}
    engine = create_engine(url.set(drivername="postgresql+psycopg", query=known))

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        for type_ in ("uuid", "json"):  # they come back as the text that was written
            connection.adapters.register_loader(type_, TextLoader)

    store = SqlStore(
        engine, shown, clock, author, partial(begin, lock_timeout=lock_timeout), insert_values, "postgresql"
    )
    try:
        with own_failures(shown), engine.connect() as connection:
            check_version(int(connection.exec_driver_sql("SHOW server_version_num").scalar_one()), shown)
    except BaseException:
        store.close()
        raise
    return store


def check_version(number: int, shown: str) -> None:
    """Raises `RefusedError` for a server that is too old; `number` is its `server_version_num`."""
    if number // 10_000 < OLDEST:
        raise RefusedError(
            f"{shown} is PostgreSQL {number // 10_000}; {OLDEST} or newer is needed", "upgrade the server"
        )


def begin(connection: psycopg.Connection[Any], *, write: bool, shared: bool, lock_timeout: float) -> None:
    """Begins a transaction; one that reads sees one moment; of those that write, one at a time goes on from here.

    A writer takes the lock before anything else and at the level READ COMMITTED, so that it sees all that the writers
    before it have committed. Those that share it go on together, and wait for each other at the records they lock.
    """
    connection.isolation_level = None if write else IsolationLevel.REPEATABLE_READ
    connection.read_only = None if write else True
    if write:
        timeout = f"{max(1, round(lock_timeout * 1000))}ms"
        connection.execute(_SHARED if shared else _ALONE, {"timeout": timeout, "lock": LOCK})


# The time-out is set before the lock is waited for: what is selected is worked out from left to right. The statistics
# that a large fork makes are to serve until the server makes better ones: a small sample will do.
_SHARED = "SELECT set_config('lock_timeout', %(timeout)s, true), pg_advisory_xact_lock_shared(%(lock)s)"
_ALONE = """\
SELECT set_config('lock_timeout', %(timeout)s, true), set_config('default_statistics_target', '10', true),
       pg_advisory_xact_lock(%(lock)s)"""
