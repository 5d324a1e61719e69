"""Inserts rows into PostgreSQL: few of them one by one, many by way of COPY."""

from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Column, Connection, Insert, MetaData, Table, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.schema import CreateTable, DropTable

from atelier_cli.store.row_values import Values

#: From how many rows on COPY is faster.
COPY_FROM = 100


def insert_values(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    rows: Sequence[Values],
    *,
    unless_there: bool = False,
) -> None:
    """Inserts rows, whose values are those of the named columns."""
    statement = insert(table).on_conflict_do_nothing() if unless_there else insert(table)
    if len(rows) >= COPY_FROM:
        _copy(connection, statement, columns, rows)
    elif rows:
        connection.execute(statement, [dict(zip(columns, row, strict=True)) for row in rows])


def _copy(connection: Connection, statement: Insert, columns: Sequence[str], rows: Sequence[Values]) -> None:
    """Copies the rows into a temporary table, and inserts them from there.

    COPY into the table itself is refused under row-level security, and can pass over nothing that is there already.
    """
    table = statement.table
    new = Table(
        f"{table.name}_new",
        MetaData(),
        *(Column(name, table.c[name].type) for name in columns),
        prefixes=["TEMPORARY"],
        postgresql_on_commit="DROP",
    )
    connection.execute(CreateTable(new))
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    copy_in = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(new.name), names)
    driver: psycopg.Connection[Any] = connection.connection.dbapi_connection  # type: ignore[assignment]  # its protocol
    with driver.cursor() as cursor, cursor.copy(copy_in) as copy:
        for row in rows:
            copy.write_row(row)
    connection.execute(statement.from_select(list(columns), select(new)))
    connection.execute(DropTable(new))
