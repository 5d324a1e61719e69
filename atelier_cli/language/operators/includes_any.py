"""The left side, a list, has at least one of the right side's items.

Example:
    `{field: hazards, operator: includes_any, value: [power_line, water]}`
"""

from typing import Any

from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.operators.sides import empty_list, holds, items_right, not_items
from atelier_cli.language.verdict import Verdict, disjunction

RIGHT = "a list of what the list holds"
right_type = items_right
accepts = not_items
refuses = empty_list


def evaluate(left: Any, right: Any, _facts: Facts) -> Verdict:
    if not isinstance(left, list | tuple) or not isinstance(right, list | tuple):
        return Verdict.UNEVALUABLE
    return disjunction(holds(left, item) for item in right)
