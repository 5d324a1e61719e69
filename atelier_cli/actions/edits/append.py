"""The value stands at the end of the list, once more where it stands there already.

Example:
    `{field: labels, op: append, value: $parameters.label}`
"""

from typing import Any

from atelier_cli.actions.edits.lists import items
from atelier_cli.actions.edits.protocol import Computed, refused
from atelier_cli.language.types import Type

TAKES_VALUE = True


def compute(stored: Any, value: Any, _type: Type) -> Computed:
    before = items(stored)
    if before is None or value is None:
        return refused("`append` needs a value" if value is None else "`append` changes a list, and there is none")
    return Computed([*before, value])
