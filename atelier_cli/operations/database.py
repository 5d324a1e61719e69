"""Looks after the database: its first tables, their upgrade, and how far they are."""

from dataclasses import dataclass
from pathlib import Path

from atelier_cli.errors import RefusedError
from atelier_cli.store import upkeep
from atelier_cli.store.upkeep import Condition


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What bringing a database up to date did."""

    #: The database as it is now.
    condition: Condition
    #: The revision that its tables were at; None where there were none.
    before: str | None
    #: The revisions that were applied, in order; none where the tables were up to date.
    applied: tuple[str, ...]


def status(url: str, root: Path) -> Condition:
    """How far the tables of the database are; nothing is created or changed."""
    return upkeep.condition(url, root)


def init(url: str, root: Path, *, lock_timeout: float = 10.0) -> Upgraded:
    """The first tables of a database; one whose tables are up to date is left as it is.

    Raises `RefusedError` where there are older tables: those are upgraded when somebody says so.
    """
    before = status(url, root)
    if before.state == "older":
        raise RefusedError(f"{before.database} has tables of revision {before.revision}", "run `atelier db upgrade`")
    return upgrade(url, root, lock_timeout=lock_timeout)


def upgrade(url: str, root: Path, *, lock_timeout: float = 10.0) -> Upgraded:
    """The database with the newest tables; raises `RefusedError` where they are newer than this version of Atelier."""
    before = status(url, root)
    applied = upkeep.upgrade(url, root, lock_timeout)
    return Upgraded(status(url, root), before.revision, applied)
