"""Turns what the database and its driver raise into Atelier's own exceptions: no foreign type leaves the store."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from atelier_cli.errors import AtelierError, RefusedError, UnavailableError


class StoreError(Exception):
    """The database did not understand what Atelier asked of it: a bug in Atelier."""


@contextmanager
def own_failures(database: str) -> Iterator[None]:
    """Translates what is raised in the block; `database` is what a person may see of the database's URL."""
    try:
        yield
    except DBAPIError as error:
        raise translated(error.orig or error, database) from error
    except (psycopg.Error, sqlite3.Error, OverflowError, UnicodeEncodeError) as error:
        raise translated(error, database) from error
    except SQLAlchemyError as error:
        raise StoreError(str(error)) from error


def translated(error: BaseException, database: str) -> Exception:
    """Atelier's exception for an error of a driver."""
    said = str(error).strip().partition("\n")[0].rstrip(".")
    code = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None)
    if code is None and isinstance(error, psycopg.OperationalError):
        return UnavailableError(f"cannot reach {database}: {said}", _REACH)
    if code is None and isinstance(error, psycopg.DataError | OverflowError | UnicodeEncodeError):
        return RefusedError(f"{database} cannot hold a value: {said}", _VALUE)
    for start, (failure, message, remedy) in _KNOWN.items():
        if code is not None and code.startswith(start):
            return failure(f"{message.format(database)}: {said}", remedy)
    return StoreError(said)


_REACH = "check that the database is there and can be reached, and the `database` setting"
_WAIT = "another command is writing: try again when it has ended, or wait longer"
_AGAIN = "try again"
_PLAN = "make the plan again; if that does not help, run `atelier doctor`"
_VALUE = "change the value"
_ROOM = "check the disk and the rights on the file, and the `database` setting"

#: What an error is to us, by how its code begins: SQLSTATE on PostgreSQL, the name of the result on SQLite.
_KNOWN: dict[str, tuple[type[AtelierError], str, str]] = {
    "55P03": (UnavailableError, "{} is locked", _WAIT),
    "SQLITE_BUSY": (UnavailableError, "{} is locked", _WAIT),
    "SQLITE_LOCKED": (UnavailableError, "{} is locked", _WAIT),
    "08": (UnavailableError, "the connection to {} broke", _REACH),
    "28": (UnavailableError, "{} lets nobody in under that name", _REACH),
    "3D": (UnavailableError, "{} does not exist", _REACH),
    "40": (UnavailableError, "{} gave way to another transaction", _AGAIN),
    "53": (UnavailableError, "{} has run out of something", _AGAIN),
    "57": (UnavailableError, "{} stopped working on it", _AGAIN),
    "58": (UnavailableError, "{} has trouble with its machine", _AGAIN),
    "25006": (UnavailableError, "{} can only be read", "name the server that takes writes"),
    "42501": (RefusedError, "{} does not allow it", "ask for the rights, or connect as another role"),
    "22": (RefusedError, "{} cannot hold a value", _VALUE),
    "23": (RefusedError, "{} refuses the change", _PLAN),
    "SQLITE_CONSTRAINT": (RefusedError, "{} refuses the change", _PLAN),
    "SQLITE_TOOBIG": (RefusedError, "{} cannot hold a value", _VALUE),
    "SQLITE_CANTOPEN": (UnavailableError, "cannot open {}", _ROOM),
    "SQLITE_NOTADB": (UnavailableError, "{} is no SQLite database", "name another file in the `database` setting"),
    "SQLITE_CORRUPT": (UnavailableError, "{} is damaged", "restore it from a copy, or import into a new one"),
    "SQLITE_READONLY": (UnavailableError, "{} cannot be written", _ROOM),
    "SQLITE_PERM": (UnavailableError, "{} cannot be opened", _ROOM),
    "SQLITE_FULL": (UnavailableError, "there is no room for {}", _ROOM),
    "SQLITE_IOERR": (UnavailableError, "{} cannot be read or written", _ROOM),
}
