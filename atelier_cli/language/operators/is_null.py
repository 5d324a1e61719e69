"""The left side is missing: null, or never given.

Example:
    `{field: closed_on, operator: is_null}`
"""

from typing import Any

from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.operators.sides import any_left, no_right, sensible
from atelier_cli.language.verdict import Verdict, of

RIGHT = "no right side"
right_type = no_right
accepts = any_left
refuses = sensible


def evaluate(left: Any, _right: Any, _facts: Facts) -> Verdict:
    return of(left is None)
