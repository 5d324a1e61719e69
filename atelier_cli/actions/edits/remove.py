"""The value stands in the list no more, however often it did; a list without it stays as it is.

Example:
    `{field: watchers, op: remove, value: $user.id}`
"""

from typing import Any

from atelier_cli.actions.edits.lists import items
from atelier_cli.actions.edits.protocol import Computed, refused
from atelier_cli.language.comparison import same
from atelier_cli.language.types import Type

TAKES_VALUE = True


def compute(stored: Any, value: Any, _type: Type) -> Computed:
    """Nothing of nothing is nothing: a field that holds no list is left as it is."""
    before = items(stored)
    if before is None or value is None:
        return refused("`remove` needs a value" if value is None else "`remove` changes a list, and there is none")
    return Computed(None if stored is None else [one for one in before if not same(one, value)])
