"""Every operation of an edit, by its word."""

from collections.abc import Mapping
from types import MappingProxyType

from atelier_cli.actions.edits import (
    add_unique,
    append,
    clear,
    increment,
    remove,
    set,  # noqa: A004  # the field's own word
)
from atelier_cli.actions.edits.protocol import Operation

#: In the order of the language's documentation.
OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        "set": set,
        "clear": clear,
        "increment": increment,
        "append": append,
        "remove": remove,
        "add_unique": add_unique,
    }
)
