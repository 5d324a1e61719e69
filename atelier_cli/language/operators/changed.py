"""The left side is no longer what it was before the action, a null being a value like any other here.

Example:
    `{field: escalated_to, operator: changed}`
"""

from typing import Any

from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.operators.sides import any_left, has_changed, no_right, sensible
from atelier_cli.language.verdict import Verdict, of

RIGHT = "no right side"
right_type = no_right
accepts = any_left
refuses = sensible


def evaluate(left: Any, _right: Any, facts: Facts) -> Verdict:
    return of(has_changed(left, facts))
