"""The left side differs from the right side, both being there and comparable.

Example:
    `{field: status, operator: ne, value: closed}`
"""

from typing import Any

from atelier_cli.language.comparison import equal, not_comparable
from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.operators.sides import same_right, sensible
from atelier_cli.language.verdict import Verdict, negated, of

RIGHT = "a value of the left side's kind"
right_type = same_right
accepts = not_comparable
refuses = sensible


def evaluate(left: Any, right: Any, _facts: Facts) -> Verdict:
    return negated(of(equal(left, right)))
