"""The statement that makes the database count a table's rows anew, so that it plans joins over them well."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import ExecutableDDLElement
from sqlalchemy.sql.compiler import DDLCompiler


class Analyze(ExecutableDDLElement):
    """`ANALYZE table`; on PostgreSQL of the columns that are joined and searched by, since all would take long."""

    inherit_cache = False

    def __init__(self, table: Table) -> None:
        self.table = table


@compiles(Analyze, "postgresql")
def _analyze_keys(element: Analyze, compiler: DDLCompiler, **_: Any) -> str:
    table = element.table
    indexed = {column.name for one in (*table.indexes, *table.constraints) for column in getattr(one, "columns", ())}
    names = ", ".join(compiler.preparer.quote(column.name) for column in table.columns if column.name in indexed)
    return f"ANALYZE {compiler.preparer.format_table(table)} ({names})"


@compiles(Analyze)
def _analyze(element: Analyze, compiler: DDLCompiler, **_: Any) -> str:
    return f"ANALYZE {compiler.preparer.format_table(element.table)}"
