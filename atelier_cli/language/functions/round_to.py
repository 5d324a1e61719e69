"""The number rounded to a number of decimals, halves away from zero; negative decimals round to tens and hundreds.

Example:
    `{$function: round_to, args: {value: $parameters.fit, digits: 2}}`
"""

from decimal import ROUND_HALF_UP, Context, Decimal

from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.types import INTEGER, NUMBER

ARGS = {"value": NUMBER, "digits": INTEGER}
RETURNS = NUMBER


_MOST = 15
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)


def call(value: float | Decimal, digits: int) -> int | float | Decimal:
    """A number of the kind that was given; what is rounded is the decimal as written, not its binary neighbour."""
    if not -_MOST <= digits <= _MOST:
        raise EvaluationError("out-of-range", f"round_to expected digits from -{_MOST} to {_MOST}, found {digits}")
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    rounded = exact.quantize(Decimal(1).scaleb(-digits), context=_EXACT)
    return type(value)(rounded)
