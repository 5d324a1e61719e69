"""Compares columns with what is looked for: as conditions of statements, and as the values that these are given."""

import json
from collections.abc import Mapping
from typing import Any, Literal

from sqlalchemy import ARRAY, ColumnElement, Text, any_, bindparam, cast, func, select

from atelier_cli.store.driver import Kind
from atelier_cli.store.protocol import AtMost
from atelier_cli.store.record_values import written

#: With a value, with each of several, with the greatest that is looked for, or with nothing.
How = Literal["is", "in", "at_most", "none"]
#: The names that are compared, and how.
Compared = tuple[tuple[str, How], ...]


def compared(where: Mapping[str, Any]) -> Compared:
    """How each of the names is compared with what is looked for."""
    return tuple((name, how(value)) for name, value in where.items())


def how(value: Any) -> How:
    if value is None:
        return "none"
    if isinstance(value, AtMost):
        return "at_most"
    return "in" if isinstance(value, list | tuple | set | frozenset) else "is"


def condition(kind: Kind, column: ColumnElement[Any], name: str, way: How) -> ColumnElement[bool]:
    """Whether a column is as the parameter says."""
    if way == "none":
        return column.is_(None)
    if way == "in":
        return one_of(kind, column, name)
    return column == bindparam(name) if way == "is" else column <= bindparam(name)


def one_of(kind: Kind, column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Whether a column has one of the values of a parameter: on SQLite a JSON array, on PostgreSQL an array."""
    if kind == "sqlite":
        return column.in_(select(func.json_each(bindparam(name, type_=Text)).table_valued("value").c.value))
    return column == any_(cast(bindparam(name), ARRAY(plain(column))))


def parameter(kind: Kind, value: Any, type_: str = "text") -> Any:
    """What is looked for, as the statement is given it."""
    if how(value) == "in":
        some = [written(one, type_) for one in value]
        return json.dumps(some) if kind == "sqlite" else some
    return written(value.value if isinstance(value, AtMost) else value, type_)


def plain(column: ColumnElement[Any]) -> Any:
    """The column's type without how its text sorts."""
    return Text() if isinstance(column.type, Text) else column.type
