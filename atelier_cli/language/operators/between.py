"""The left side lies between two values, both of them included.

Example:
    `{field: amount, operator: between, value: [100, 500]}`
"""

from typing import Any

from atelier_cli.language.comparison import not_ordered, order
from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.operators.sides import is_one_of, list_right, ordered
from atelier_cli.language.types import ANY, Type
from atelier_cli.language.verdict import Verdict, conjunction

RIGHT = "a list of two, the lower one first"
right_type = list_right


def accepts(left: Type, right: Type) -> str | None:
    if not is_one_of(right, {"list"}):
        return f"expected {RIGHT}, found {right}"
    return not_ordered(left, right.item or ANY)


def refuses(_left: Type, right: Any) -> str | None:
    if len(right) != 2:
        return f"expected {RIGHT}, found {len(right)}"
    return "expected the lower value first" if order(*right) == 1 else None


def evaluate(left: Any, right: Any, _facts: Facts) -> Verdict:
    if not isinstance(right, list | tuple) or len(right) != 2:
        return Verdict.UNEVALUABLE
    low, high = right
    return conjunction((ordered(left, low, 0, 1), ordered(left, high, -1, 0)))
