"""The left side equals the right side, by type: 1 equals 1.0, and no text equals a number.

Example:
    `{field: status, operator: eq, value: open}`
"""

from typing import Any

from atelier_cli.language.comparison import equal, not_comparable
from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.operators.sides import same_right, sensible
from atelier_cli.language.verdict import Verdict, of

RIGHT = "a value of the left side's kind"
right_type = same_right
accepts = not_comparable
refuses = sensible


def evaluate(left: Any, right: Any, _facts: Facts) -> Verdict:
    return of(equal(left, right))
