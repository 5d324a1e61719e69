"""The id of a forked row, computed in SQL: the same calculation as `names.forked_id`."""

from typing import Any

from sqlalchemy import ColumnElement, Text, cast, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from atelier_cli.store.types import Guid

#: The name under which SQLite is given `names.forked_id`.
SQLITE_FUNCTION = "atelier_forked_id"


class forked_id(FunctionElement[str]):  # noqa: N801  # a function of SQL
    """The id of the copy that an organisation gets of a row; null where there is no row.

    It takes the organisation's id and the row's, both as SQL expressions.
    """

    type = Guid()
    inherit_cache = True


@compiles(forked_id, "sqlite")
def _on_sqlite(element: forked_id, compiler: SQLCompiler, **more: Any) -> str:
    return compiler.process(getattr(func, SQLITE_FUNCTION)(*element.clauses), **more)


#: The bits that mark an id as version 8 of RFC 9562; PostgreSQL counts the bits of each byte from the lowest.
_MARKS = {55: 1, 54: 0, 53: 0, 52: 0, 71: 1, 70: 0}


@compiles(forked_id, "postgresql")
def _on_postgresql(element: forked_id, compiler: SQLCompiler, **more: Any) -> str:
    org, source = (cast(clause, Text) for clause in element.clauses)
    digest: ColumnElement[Any] = func.substring(func.sha256(func.convert_to(org + ":" + source, "UTF8")), 1, 16)
    for bit, value in _MARKS.items():
        digest = func.set_bit(digest, bit, value)
    return compiler.process(cast(func.encode(digest, "hex"), Guid), **more)
