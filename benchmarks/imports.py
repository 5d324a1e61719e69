"""What an import costs: beside a bare `executemany` (SQLite) or `COPY` (PostgreSQL) of the very same rows."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from databases import Database, Databases, databases
from measure import Figure, wall
from projects import write_project

from atelier_cli.compiler.lower import Lowered, lower
from atelier_cli.operations.collector import collection_paused
from atelier_cli.operations.import_sheets import import_sheets
from atelier_cli.operations.project import Files, open_files
from atelier_cli.operations.settings import load
from atelier_cli.plan.diff import diff
from atelier_cli.rows.plane import SYSTEM, plane
from atelier_cli.store.open import open_store
from atelier_cli.store.tables import ORG, ROW_CONTENT, TABLES

TEMPLATE = plane("template_bench", "template")


def measure(quick: bool) -> Iterator[Figure]:  # noqa: FBT001  # the one question of every benchmark
    with tempfile.TemporaryDirectory() as scratch, databases() as make:
        project = load(write_project(Path(scratch), *((2, 10) if quick else (100, 62))), {})
        files = open_files(project)
        lowered = lower((*files.named, *files.vocabularies))
        for kind in ("SQLite", "PostgreSQL"):
            yield from _measure(kind, make, files, lowered)


def _measure(kind: Any, make: Databases, files: Files, lowered: Lowered) -> Iterator[Figure]:
    full = make.new(kind)
    ours = wall(lambda: _write(full, lowered), 1)
    rows = _rows(full)
    count = f"{sum(len(records) for _, _, records in rows):,} rows"
    bare = make.new(kind)
    floor = wall(lambda: _bare(bare, rows), 1)
    way = "`COPY`" if kind == "PostgreSQL" else "`executemany`"
    yield Figure(f"import of {count}, {kind}: diff and apply", ours, f"bare {way}", floor, 3)
    whole = make.new(kind)
    yield Figure(
        f"the whole command on {kind}, reading and linting included",
        wall(lambda: _import(whole, files), 1),
        f"bare {way}",
        floor,
    )
    yield Figure(f"import again, unchanged, {kind}", wall(lambda: _import(full, files), 1), "the first import", ours)


def _import(database: Database, files: Files) -> None:
    store = open_store(database.url, Path())
    import_sheets(store, files, TEMPLATE.key)
    store.close()


@collection_paused()  # as the command has it
def _write(database: Database, lowered: Lowered) -> None:
    store = open_store(database.url, Path())
    with store.transaction(write=True) as transaction:
        stored = (transaction.read(SYSTEM), transaction.read(TEMPLATE))
        plan = diff(stored, (lowered.vocabulary, lowered.template))
        transaction.apply(replace(plan, planes=(SYSTEM, TEMPLATE)))
    store.close()


Rows = list[tuple[str, Sequence[str], list[Any]]]


def _rows(database: Database) -> Rows:
    """All rows of a database, as its driver gives them: table, columns, records."""
    found: Rows = []
    with database.connect() as connection:
        for table in (ORG, ROW_CONTENT, *TABLES.values()):
            columns = [f'"{column.name}"' for column in table.columns if column.computed is None]
            cursor = connection.cursor()
            cast = "::text" if database.kind == "PostgreSQL" else ""  # what COPY takes without any conversion of ours
            cursor.execute(f"SELECT {', '.join(name + cast for name in columns)} FROM {table.name}")
            found.append((table.name, columns, cursor.fetchall()))
    return found


def _bare(database: Database, rows: Rows) -> None:
    connection = database.connect()
    cursor = connection.cursor()
    for table, columns, records in rows:
        names = ", ".join(columns)
        if database.kind == "SQLite":
            marks = ", ".join("?" * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", records)
        else:
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for record in records:
                    copy.write_row(record)
    connection.commit()
    connection.close()
