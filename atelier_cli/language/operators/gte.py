"""The left side is at least the right side; numbers, dates, datetimes, times, durations and texts have an order.

Example:
    `{field: due_on, operator: gte, value: $today}`
"""

from typing import Any

from atelier_cli.language.comparison import not_ordered
from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.operators.sides import ordered, same_right, sensible
from atelier_cli.language.verdict import Verdict

RIGHT = "a value of the left side's kind"
right_type = same_right
accepts = not_ordered
refuses = sensible


def evaluate(left: Any, right: Any, _facts: Facts) -> Verdict:
    return ordered(left, right, 0, 1)
