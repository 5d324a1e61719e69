"""The left side, a list, has an item that equals the right side.

Example:
    `{field: hazards, operator: includes, value: power_line}`
"""

from typing import Any

from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.operators.sides import holds, item_right, not_item, sensible
from atelier_cli.language.verdict import Verdict

RIGHT = "a value of the kind the list holds"
right_type = item_right
accepts = not_item
refuses = sensible


def evaluate(left: Any, right: Any, _facts: Facts) -> Verdict:
    return holds(left, right)
