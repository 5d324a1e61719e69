"""Conversions between the types: `int()`, `double()`, `bool()` and `string()`."""

import math
import re

from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.limits import MAX_INT, MIN_INT
from atelier_cli.language.expression.timestamps import SECOND
from atelier_cli.language.expression.values import Timestamp

_INT = re.compile(r"[ \t\r\n\f\v]*([+-]?[0-9]{1,40})[ \t\r\n\f\v]*")
_DOUBLE = re.compile(
    r"[ \t\r\n\f\v]*([+-]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|nan|inf|infinity))[ \t\r\n\f\v]*",
    re.IGNORECASE | re.ASCII,
)
_BOOLS = {
    "1": True, "t": True, "true": True, "TRUE": True, "True": True,
    "0": False, "f": False, "false": False, "FALSE": False, "False": False,
}  # fmt: skip


def int_of_double(number: float) -> int:
    """The double without its fraction; the ends of int64 are out of range, since no double holds them exactly."""
    if not MIN_INT < number < MAX_INT:
        raise EvaluationError("out-of-range", "the double does not fit into a 64-bit integer")
    return math.trunc(number)


def int_of_string(text: str) -> int:
    found = _INT.fullmatch(text)
    number = int(found[1]) if found else MAX_INT + 1
    if not MIN_INT <= number <= MAX_INT:
        raise EvaluationError("bad-conversion", f"expected an integer, found {text[:40]!r}")
    return number


def int_of_timestamp(value: Timestamp) -> int:
    """Whole seconds since 1970."""
    return value.nanoseconds // SECOND


def double_of_string(text: str) -> float:
    found = _DOUBLE.fullmatch(text)
    if found is None:
        raise EvaluationError("bad-conversion", f"expected a number, found {text[:40]!r}")
    return float(found[1])


def bool_of_string(text: str) -> bool:
    if text not in _BOOLS:
        raise EvaluationError("bad-conversion", f"expected true or false, found {text[:40]!r}")
    return _BOOLS[text]


def string_of_bool(value: bool) -> str:  # noqa: FBT001  # the very thing that is converted
    return "true" if value else "false"


def string_of_double(number: float) -> str:
    """The shortest text that reads back as the number, with an exponent from a million on, as in Go and C++."""
    if not math.isfinite(number):
        return str(number)
    digits, exponent = _shortest(number)
    sign = "-" if math.copysign(1.0, number) < 0 else ""
    if not digits:
        return f"{sign}0"
    if -4 <= exponent < 6:
        return f"{sign}{_plain(digits, exponent)}"
    tail = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{tail}e{exponent:+03}"


def _shortest(number: float) -> tuple[str, int]:
    """The significant digits and the power of ten of the first."""
    mantissa, _, exponent = repr(abs(number)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    leading = len(whole) if whole != "0" else len(digits) - len(fraction)
    return digits.rstrip("0"), leading - 1 + int(exponent or 0)


def _plain(digits: str, exponent: int) -> str:
    if exponent < 0:
        return f"0.{'0' * (-exponent - 1)}{digits}"
    whole = digits[: exponent + 1].ljust(exponent + 1, "0")
    rest = digits[exponent + 1 :]
    return f"{whole}.{rest}" if rest else whole
