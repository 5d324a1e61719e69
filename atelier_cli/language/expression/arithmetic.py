"""Arithmetic as CEL has it: integers of 64 bits that overflow aloud, division toward zero, doubles of IEEE 754."""

import math
from typing import Any

from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.limits import MAX_INT, MAX_LIST, MAX_STRING, MIN_INT


def checked(number: int) -> int:
    """The integer, or an error when 64 bits do not hold it."""
    if MIN_INT <= number <= MAX_INT:
        return number
    raise EvaluationError("overflow", "the result does not fit into a 64-bit integer")


def add(left: int, right: int) -> int:
    return checked(left + right)


def subtract(left: int, right: int) -> int:
    return checked(left - right)


def multiply(left: int, right: int) -> int:
    return checked(left * right)


def negate(number: int) -> int:
    return checked(-number)


def divide(left: int, right: int) -> int:
    """The quotient, rounded toward zero."""
    if right == 0:
        raise EvaluationError("divide-by-zero", "division by zero")
    quotient = abs(left) // abs(right)
    return checked(quotient if (left < 0) == (right < 0) else -quotient)


def remainder(left: int, right: int) -> int:
    """What `divide` leaves over: it has the sign of the left operand."""
    if right == 0:
        raise EvaluationError("divide-by-zero", "modulus by zero")
    if left == MIN_INT and right == -1:
        raise EvaluationError("overflow", "the result does not fit into a 64-bit integer")
    rest = abs(left) % abs(right)
    return -rest if left < 0 else rest


def divide_doubles(left: float, right: float) -> float:
    if right:
        return left / right
    if math.isnan(left) or not left:
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def concatenate(left: str, right: str) -> str:
    if len(left) + len(right) > MAX_STRING:
        raise EvaluationError("limit", f"the string is longer than {MAX_STRING} characters")
    return left + right


def append(left: list[Any], right: list[Any]) -> list[Any]:
    if len(left) + len(right) > MAX_LIST:
        raise EvaluationError("limit", f"the list has more than {MAX_LIST} items")
    return [*left, *right]
