"""The left side holds something: a text with a character, or a list or object with an item.

Example:
    `{field: resolution, operator: is_not_empty}`
"""

from typing import Any

from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.operators.sides import is_empty, never_empty, no_right, sensible
from atelier_cli.language.verdict import Verdict, negated, of

RIGHT = "no right side"
right_type = no_right
accepts = never_empty
refuses = sensible


def evaluate(left: Any, _right: Any, _facts: Facts) -> Verdict:
    return negated(of(is_empty(left)))
