"""The value stands in the list, at the end where it did not stand there before.

Example:
    `{field: watchers, op: add_unique, value: $user.id}`
"""

from typing import Any

from atelier_cli.actions.edits.lists import items
from atelier_cli.actions.edits.protocol import Computed, refused
from atelier_cli.language.comparison import same
from atelier_cli.language.types import Type

TAKES_VALUE = True


def compute(stored: Any, value: Any, _type: Type) -> Computed:
    before = items(stored)
    if before is None or value is None:
        return refused(
            "`add_unique` needs a value" if value is None else "`add_unique` changes a list, and there is none"
        )
    return Computed([*before] if any(same(one, value) for one in before) else [*before, value])
