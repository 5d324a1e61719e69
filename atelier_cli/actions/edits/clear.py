"""The field holds nothing.

Example:
    `{field: resolution, op: clear}`
"""

from typing import Any

from atelier_cli.actions.edits.protocol import Computed
from atelier_cli.language.types import Type

TAKES_VALUE = False


def compute(_stored: Any, _value: Any, type: Type) -> Computed:
    """A list of relations is emptied: it is never missing."""
    return Computed([] if type.name == "list" and not type.nullable else None)
