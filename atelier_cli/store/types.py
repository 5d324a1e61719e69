"""The column types of the tables: what is written is text on both databases, and comes back as the same text."""

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import UserDefinedType


class Guid(UserDefinedType[str]):
    """An id in lower-case hexadecimal with hyphens: `UUID` on PostgreSQL."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "UUID"


class JsonText(UserDefinedType[str]):
    """JSON kept to the letter, with the order of its keys and the digits of its numbers: `JSON`, not `JSONB`."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "JSON"


class Instant(UserDefinedType[str]):
    """An instant in ISO 8601, with its offset from UTC: `TIMESTAMP WITH TIME ZONE` on PostgreSQL."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "TIMESTAMP WITH TIME ZONE"


# From the name of a column's type SQLite derives how to convert what is written: only TEXT keeps all of it.
@compiles(Guid, "sqlite")
@compiles(JsonText, "sqlite")
@compiles(Instant, "sqlite")
def _as_text(*_: Any, **__: Any) -> str:
    return "TEXT"
