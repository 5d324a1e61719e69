"""The left side was not the right side before the action, and now is.

Example:
    `{field: status, operator: changed_to, value: resolved}`
"""

from typing import Any

from atelier_cli.language.comparison import equal_or_both_null, not_comparable
from atelier_cli.language.operators.protocol import Facts
from atelier_cli.language.operators.sides import has_changed, same_right, sensible
from atelier_cli.language.verdict import Verdict, conjunction, of

RIGHT = "a value of the left side's kind"
right_type = same_right
accepts = not_comparable
refuses = sensible


def evaluate(left: Any, right: Any, facts: Facts) -> Verdict:
    return conjunction((of(has_changed(left, facts)), of(equal_or_both_null(left, right))))
