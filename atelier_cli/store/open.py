"""Opens the store that a URL names."""

from pathlib import Path

from atelier_cli.clock import Clock, SystemClock
from atelier_cli.errors import RefusedError, UsageError
from atelier_cli.store import postgres, sqlite, urls
from atelier_cli.store.memory import MemoryStore
from atelier_cli.store.protocol import Store
from atelier_cli.store.sql import SqlStore


def open_store(
    url: str,
    root: Path,
    *,
    create: bool = True,
    lock_timeout: float = 10.0,
    clock: Clock | None = None,
    author: str | None = None,
) -> Store:
    """The store at a URL: `sqlite:///file` (relative to `root`), `postgresql://...`, or `memory://`.

    A SQLite file is created, and migrated, where it has to be; a PostgreSQL database has to be up to date. Without
    `create`, which is for who only reads, a SQLite file that is not there stays so, and the store is an empty one in
    memory. A writing transaction waits `lock_timeout` seconds for its turn. `author` is whom the rows written are said
    to be by.

    Raises `UsageError` for another URL, `UnavailableError` where the database cannot be reached, and `RefusedError`
    where its tables are older or newer than this version of Atelier.
    """
    kind, parts = urls.parse(url)
    if kind == urls.MEMORY:
        return MemoryStore(lock_timeout)
    if kind == urls.SQLITE and not create and not sqlite.is_there(urls.sqlite_file(parts, root)):
        return MemoryStore(lock_timeout)
    store = connect(url, root, lock_timeout, clock or SystemClock(), author)
    try:
        _require_tables(store)
    except BaseException:
        store.close()
        raise
    return store


def connect(url: str, root: Path, lock_timeout: float, clock: Clock, author: str | None = None) -> SqlStore:
    """The store in the database at the URL, whatever its tables are; `UsageError` where it names none."""
    kind, parts = urls.parse(url)
    if kind == urls.SQLITE:
        return sqlite.connect(urls.sqlite_file(parts, root), lock_timeout, clock, author)
    if kind == urls.POSTGRESQL:
        return postgres.connect(parts, lock_timeout, clock, author)
    raise UsageError("`memory://` names no database", "name a database: `sqlite:///file`, or `postgresql://host/name`")


def _require_tables(store: SqlStore) -> None:
    """Makes sure that the tables are as they should be: in a file by making them so, else by refusing."""
    with store.transaction() as transaction:
        revision, missing = transaction.revision(), transaction.pending_revisions()
    if missing and store.engine.dialect.name == "sqlite":
        with store.transaction(write=True) as transaction:
            transaction.upgrade()
    elif missing:
        found = "there are none" if revision is None else f"they are at revision {revision}"
        raise RefusedError(
            f"the tables of {store.database} are not up to date: {found}, and {missing[-1]} is needed",
            "run `atelier db upgrade`",
        )
