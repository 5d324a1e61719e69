"""The number is a whole multiple of the bound, as decimals are written: 0.3 is one of 0.1.

Example:
    `{multiple_of: 0.5}`
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from atelier_cli.actions.constraints.bounds import plain
from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import VALID, Judgement, invalid, unevaluable


def judge(given: Given, bound: Any) -> Judgement:
    """What is no number, and a bound that is not above zero, cannot be judged."""
    value, step = _exact(given.value), _exact(bound)
    if value is None or step is None or step <= 0:
        return unevaluable(f"cannot be divided by {plain(bound)}")
    whole = (value / step).denominator == 1
    return VALID if whole else invalid(f"must be a multiple of {plain(bound)}")


def _exact(number: Any) -> Fraction | None:
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal):
        return None
    return Fraction(repr(number)) if isinstance(number, float) else Fraction(number)
