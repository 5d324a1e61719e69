"""The field holds the value.

Example:
    `{field: status, value: closed}`
"""

from typing import Any

from atelier_cli.actions.edits.protocol import Computed
from atelier_cli.language.types import Type

TAKES_VALUE = True


def compute(_stored: Any, value: Any, _type: Type) -> Computed:
    return Computed(value)
