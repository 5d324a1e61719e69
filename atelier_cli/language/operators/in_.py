"""The left side equals one item of the right side.

Example:
    `{field: status, operator: in, value: [open, planned]}`
"""

from typing import Any

from atelier_cli.language.comparison import equal
from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.operators.sides import empty_list, list_right, not_member
from atelier_cli.language.verdict import Verdict, disjunction, of

RIGHT = "a list"
right_type = list_right
accepts = not_member
refuses = empty_list


def evaluate(left: Any, right: Any, _facts: Facts) -> Verdict:
    if left is None or not isinstance(right, list | tuple):
        return Verdict.UNEVALUABLE
    return disjunction(of(equal(left, item)) for item in right)
