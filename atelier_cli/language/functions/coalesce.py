"""The first of the values that is not null; null where all are.

Example:
    `{$function: coalesce, args: {values: [$parameters.description, Pavement defect]}}`
"""

from typing import Any

from atelier_cli.language.types import ANY, list_of

ARGS = {"values": list_of(ANY)}
RETURNS = ANY.or_null()


def call(values: list[Any]) -> Any:
    return next((value for value in values if value is not None), None)
