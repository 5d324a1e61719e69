"""The number is greater by the value; a field that holds nothing counts from zero.

Example:
    `{field: reopened, op: increment, value: 1}`
"""

import math
from decimal import Context, Decimal, Inexact
from typing import Any

from atelier_cli.actions.edits.protocol import Computed, refused
from atelier_cli.language.expression.limits import MAX_INT, MIN_INT
from atelier_cli.language.shown import shown
from atelier_cli.language.types import Type

TAKES_VALUE = True
#: Digits before and after the point of what a decimal holds.
_DIGITS = 40
#: Exact for the sum of any two floats, and of integers that are not absurd.
_EXACT = Context(prec=1200, traps=[Inexact])
_BEYOND = "the sum is beyond what the field holds"


def compute(stored: Any, value: Any, type: Type) -> Computed:
    """Decimal arithmetic, as the numbers are written: 0.1 and 0.2 are 0.3."""
    before = 0 if stored is None else stored
    if not _is_number(before) or not _is_number(value):
        strange = value if _is_number(before) else before
        return refused(f"`increment` adds numbers, found {shown(strange)}")
    try:
        total = _EXACT.add(_exact(before), _exact(value))
    except Inexact:
        return refused(_BEYOND)
    return _as(type, total)


def _is_number(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, int) and not isinstance(value, bool)


def _exact(number: Any) -> Decimal:
    return Decimal(repr(number)) if isinstance(number, float) else Decimal(number)


def _as(type: Type, total: Decimal) -> Computed:
    """The total as the type of the field holds it."""
    is_whole = total == total.to_integral_value()
    if type.name == "integer" and not is_whole:
        return refused(f"the field holds whole numbers, and the sum is {total}")
    if type.name in {"decimal", "money"}:
        digits = total.as_tuple()
        fits = total.adjusted() < _DIGITS and (not isinstance(digits.exponent, int) or digits.exponent >= -_DIGITS)
        return Computed(total) if fits else refused("the sum has more digits than the field holds")
    if is_whole and MIN_INT <= total <= MAX_INT:
        return Computed(int(total))
    found = float(total)
    return refused(_BEYOND) if type.name == "integer" or math.isinf(found) else Computed(found)
