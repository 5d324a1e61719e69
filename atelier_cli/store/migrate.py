"""Brings the tables of a database up to date, and tells how far they are."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Column, Connection, MetaData, Table, Text, inspect, select

from atelier_cli import resources
from atelier_cli.errors import RefusedError

_VERSION = Table("alembic_version", MetaData(), Column("version_num", Text))


def revisions() -> tuple[str, ...]:
    """All revisions that this version of Atelier knows, oldest first: their files begin with them."""
    scripts = (resources.migrations() / "versions").glob("*.py")
    return tuple(sorted(script.name.partition("_")[0] for script in scripts))


def current(connection: Connection) -> str | None:
    """The revision of the database; None for one without tables of Atelier."""
    if not inspect(connection).has_table(_VERSION.name):
        return None
    return connection.execute(select(_VERSION.c.version_num)).scalar()


def pending(revision: str | None, database: str) -> tuple[str, ...]:
    """The revisions that the named database at that revision still lacks.

    Raises `RefusedError` for a revision that this version of Atelier does not know.
    """
    known = revisions()
    if revision is None:
        return known
    if revision not in known:
        raise RefusedError(
            f"the tables of {database} are at revision {revision}, newer than this Atelier knows ({known[-1]})",
            "upgrade Atelier",
        )
    return known[known.index(revision) + 1 :]


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Brings the tables to a revision, by default the newest, inside the connection's transaction."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(resources.migrations()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, revision)
