"""The left side holds nothing: it is null, a text without characters, or a list or object without items.

Example:
    `{field: labels, operator: is_empty}`
"""

from typing import Any

from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.operators.sides import is_empty, never_empty, no_right, sensible
from atelier_cli.language.verdict import Verdict, of

RIGHT = "no right side"
right_type = no_right
accepts = never_empty
refuses = sensible


def evaluate(left: Any, _right: Any, _facts: Facts) -> Verdict:
    return of(is_empty(left))
