"""The migrations make the tables that the row classes say, on both databases."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, text

from atelier_cli import resources
from atelier_cli.operations.database import upgrade
from atelier_cli.store import migrate
from atelier_cli.store.record_tables import METADATA
from tests.support.postgres import Server

#: What the catalogue of PostgreSQL knows of our tables: columns, constraints, indexes, triggers.
CATALOGUE = """
SELECT 'column', c.relname || '.' || a.attname, a.attnum || ' ' || format_type(a.atttypid, a.atttypmod)
       || coalesce(' ' || (SELECT collname FROM pg_collation WHERE oid = a.attcollation), '')
       || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END || ' ' || CAST(a.attgenerated AS text)
       || coalesce(' ' || pg_get_expr(d.adbin, d.adrelid), '')
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
 WHERE c.relkind = 'r' AND c.relname LIKE 'atelier\\_%'
UNION ALL
SELECT 'constraint', conname, CAST(conrelid AS regclass) || ' ' || pg_get_constraintdef(oid)
  FROM pg_constraint WHERE CAST(CAST(conrelid AS regclass) AS text) LIKE 'atelier\\_%'
UNION ALL
SELECT 'index', indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'atelier\\_%'
UNION ALL
SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT 'function', proname, pg_get_functiondef(oid) FROM pg_proc WHERE proname LIKE 'atelier\\_%'
"""


def schema(connection: Connection) -> dict[tuple[str, str], str]:
    """All that the database knows of our tables, by kind and name."""
    if connection.dialect.name == "postgresql":
        return {(kind, name): what for kind, name, what in connection.execute(text(CATALOGUE))}
    known = connection.execute(
        text("SELECT type, name, sql FROM sqlite_master WHERE name LIKE 'atelier~_%' ESCAPE '~'")
    )
    return {(kind, name): _by_line(what) for kind, name, what in known}


def _by_line(statement: str) -> str:
    """The statement with its constraints, but not its columns, in a fixed order; a column may have been added later."""
    lines = re.split(r", (?=CONSTRAINT |\"?\w+\"? [A-Z])", " ".join(statement.split()).removesuffix(")").strip())
    return "\n".join(sorted(lines, key=lambda line: line if line.startswith("CONSTRAINT") else ""))


@pytest.fixture(params=["sqlite", "postgres"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Engine, Engine]]:
    """A database that was migrated, and one whose tables were made from the row classes."""
    if request.param == "sqlite":
        urls = [f"sqlite:///{tmp_path}/{name}.db" for name in ("migrated", "created")]
        upgrade(urls[0], tmp_path)
        engines = [create_engine(url) for url in urls]
        METADATA.create_all(engines[1])
        yield engines[0], engines[1]
    else:
        server: Server = request.getfixturevalue("postgres_server")
        with server.database() as migrated, server.database("template0") as created:
            engines = [create_engine(url.replace("postgresql:", "postgresql+psycopg:")) for url in (migrated, created)]
            METADATA.create_all(engines[1])
            yield engines[0], engines[1]
            for engine in engines:
                engine.dispose()
        return
    for engine in engines:
        engine.dispose()


def test_the_migrated_tables_are_those_of_the_row_classes(databases: tuple[Engine, Engine]) -> None:
    with databases[0].connect() as migrated, databases[1].connect() as created:
        found, expected = schema(migrated), schema(created)
    assert len(expected) > 60
    assert found == expected


def test_alembic_finds_nothing_to_generate(databases: tuple[Engine, Engine]) -> None:
    with databases[0].connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_the_revisions_are_one_line_and_their_files_begin_with_them() -> None:
    config = Config()
    config.set_main_option("script_location", str(resources.migrations()))
    config.set_main_option("path_separator", "os")
    scripts = reversed([*ScriptDirectory.from_config(config).walk_revisions()])
    assert tuple(script.revision for script in scripts) == migrate.revisions()


def test_of_several_that_upgrade_at_once_one_does_it(postgres_server: Server, tmp_path: Path) -> None:
    with postgres_server.database("template0") as url, ThreadPoolExecutor(4) as pool:
        applied = [one.applied for one in pool.map(lambda _: upgrade(url, tmp_path), range(4))]
    assert sorted(applied) == [(), (), (), migrate.revisions()]


def test_the_migrations_import_nothing_of_ours() -> None:
    """They say what tables were at their time, whatever the row classes have become since."""
    for script in resources.migrations().rglob("*.py"):
        assert not re.search(r"^\s*(from|import) atelier", script.read_text(), re.MULTILINE), script
