"""What a fork costs: beside `INSERT ... SELECT` written by hand, which copies the very same rows."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from databases import Database, Databases, databases
from imports import TEMPLATE
from measure import Figure, wall
from projects import write_project

from atelier_cli.operations.fork_plane import fork_plane
from atelier_cli.operations.import_sheets import import_sheets
from atelier_cli.operations.project import Files, open_files
from atelier_cli.operations.settings import load
from atelier_cli.rows.plane import plane
from atelier_cli.store.links import REWIRED
from atelier_cli.store.open import open_store
from atelier_cli.store.tables import TABLES

BY_HAND = plane("by-hand", "tenant")


def measure(quick: bool) -> Iterator[Figure]:  # noqa: FBT001  # the one question of every benchmark
    with tempfile.TemporaryDirectory() as scratch, databases() as make:
        files = open_files(load(write_project(Path(scratch), *((2, 10) if quick else (100, 62))), {}))
        for kind in ("SQLite", "PostgreSQL"):
            yield _measure(kind, make, files)


def _measure(kind: Any, make: Databases, files: Files) -> Figure:
    database = make.new(kind)
    store = open_store(database.url, Path())
    import_sheets(store, files, TEMPLATE.key)
    forked = fork_plane(store, TEMPLATE.key, "warm", create=True)
    rows = sum(forked.counts.values())
    floor = wall(lambda: _by_hand(database), 1)
    ours = wall(lambda: fork_plane(store, TEMPLATE.key, "lisbon", create=True), 1)
    store.close()
    return Figure(f"fork of {rows:,} rows, {kind}", ours, "`INSERT ... SELECT` by hand", floor, 1.5)


def _by_hand(database: Database) -> None:
    """Copies the template with ids glued together from the tenant's and the row's: the cheapest way."""
    connection = database.connect()
    cursor = connection.cursor()
    if database.kind == "SQLite":
        cursor.execute("PRAGMA foreign_keys = ON")  # as PostgreSQL has it, and as ours has it
    cast = "::text" if database.kind == "PostgreSQL" else ""
    back = "::uuid" if database.kind == "PostgreSQL" else ""
    cursor.execute(
        "INSERT INTO atelier_org (id, key, kind, created_at, updated_at) "
        f"SELECT '{BY_HAND.id}', '{BY_HAND.key}', 'tenant', created_at, updated_at "
        f"FROM atelier_org WHERE id = '{TEMPLATE.id}'"
    )

    def glued(column: str) -> str:
        return f"(substr('{BY_HAND.id}', 1, 13) || substr(\"{column}\"{cast}, 14)){back}"

    for row_class, table in TABLES.items():
        if not row_class.FORKABLE:
            continue
        new = {
            "org_id": f"'{BY_HAND.id}'{back}", "id": glued("id"), "lineage_id": '"id"', "base_hash": '"content_hash"',
            **{column: glued(column) for column in REWIRED[row_class]},
        }  # fmt: skip
        columns = [column.name for column in table.columns if column.computed is None]
        names = ", ".join(f'"{name}"' for name in columns)
        chosen = ", ".join(new.get(name, f'"{name}"') for name in columns)
        cursor.execute(
            f"INSERT INTO {table.name} ({names}) SELECT {chosen} FROM {table.name} WHERE org_id = '{TEMPLATE.id}'"
        )
    connection.commit()
    connection.close()
