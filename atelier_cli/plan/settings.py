"""The settings of an application, typed: what `$config` reads, derived from their rows."""

from typing import Any

from atelier_cli.language.coerce import coerce
from atelier_cli.language.problems import Problems, below
from atelier_cli.language.types import Type
from atelier_cli.rows.application import ApplicationSetting
from atelier_cli.rows.row_set import RowSet


def settings_of(rows: RowSet, application: str) -> tuple[dict[str, Any], dict[str, Type], Problems]:
    """Each setting's value, else its default; its type; and what keeps values from being of their types."""
    values: dict[str, Any] = {}
    types: dict[str, Type] = {}
    problems: Problems = ()
    for row in rows.of(ApplicationSetting).values():
        if isinstance(row, ApplicationSetting) and row.is_active and row.address[0] == application:
            type_ = types[row.key] = Type(row.type, nullable=True)
            said = row.default_value if row.value is None else row.value
            values[row.key], found = coerce(said, type_)
            problems += below(("settings", row.key), found)
    return values, types, problems
