"""Shows values of JSON in a line."""

import json
from typing import Any

from atelier_cli.views.cells import printable

#: What stands for nothing.
NOTHING = "·"
#: What stands for a value that is not to be seen.
COVERED = "••••"


def value_text(value: Any) -> str:
    """The value in a line: a text as it is, a list of plain values with commas, all else as JSON."""
    match value:
        case None:
            return NOTHING
        case str():
            return printable(value)
        case bool():
            return "true" if value else "false"
        case list() if value and all(isinstance(one, str | int | float) for one in value):
            return printable(", ".join(map(str, value)))
        case list() | dict():
            return printable(json.dumps(value, ensure_ascii=False, default=str))
        case _:
            return printable(str(value))
