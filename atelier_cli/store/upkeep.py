"""Looks after the tables of a database: tells how far they are, and brings them up to date."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from atelier_cli.clock import SystemClock
from atelier_cli.store import migrate, sqlite, urls
from atelier_cli.store.open import connect


@dataclass(frozen=True, slots=True)
class Condition:
    """What is known of a database and its tables."""

    #: The database as a person may see it: without a password.
    database: str
    #: The revision of its tables; None where there are none.
    revision: str | None
    #: The newest revision that this version of Atelier knows.
    newest: str

    @property
    def state(self) -> Literal["absent", "older", "current", "newer"]:
        """How the tables compare with those that this version of Atelier needs."""
        if self.revision is None:
            return "absent"
        if self.revision == self.newest:
            return "current"
        return "older" if self.revision in migrate.revisions() else "newer"


def condition(url: str, root: Path) -> Condition:
    """The condition of the database at the URL; nothing is created."""
    kind, parts = urls.parse(url)
    newest = migrate.revisions()[-1]
    if kind == urls.SQLITE and not sqlite.is_there(file := urls.sqlite_file(parts, root)):
        return Condition(str(file), None, newest)
    store = connect(url, root, 10.0, SystemClock())
    try:
        with store.transaction() as transaction:
            return Condition(store.database, transaction.revision(), newest)
    finally:
        store.close()


def upgrade(url: str, root: Path, lock_timeout: float = 10.0) -> tuple[str, ...]:
    """Applies the pending revisions in one transaction, and tells which they were.

    Of several that upgrade at once, one does it, and the others wait and find nothing to do.
    """
    store = connect(url, root, lock_timeout, SystemClock())
    try:
        with store.transaction(write=True) as transaction:
            return transaction.upgrade()
    finally:
        store.close()
