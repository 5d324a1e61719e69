"""The left side equals no item of the right side.

Example:
    `{field: status, operator: not_in, value: [closed]}`
"""

from typing import Any

from atelier_cli.language.comparison import equal
from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.operators.sides import empty_list, list_right, not_member
from atelier_cli.language.verdict import Verdict, conjunction, negated, of

RIGHT = "a list"
right_type = list_right
accepts = not_member
refuses = empty_list


def evaluate(left: Any, right: Any, _facts: Facts) -> Verdict:
    if left is None or not isinstance(right, list | tuple):
        return Verdict.UNEVALUABLE
    return conjunction(negated(of(equal(left, item))) for item in right)
