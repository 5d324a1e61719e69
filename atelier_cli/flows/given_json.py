"""Reads the JSON that a person gives to a run."""

import json
from typing import Any

#: How many lists and mappings may stand within each other.
DEEPEST = 64


def read_json(text: str) -> Any:
    """The value that the text says; raises `ValueError`, with the reason, for what is no JSON or too deep."""
    try:
        value = json.loads(text, parse_constant=_refuse, parse_float=_number)
    except RecursionError:
        raise _TOO_DEEP from None
    level = [value]
    for _ in range(DEEPEST):
        level = [inner for one in level if isinstance(one, dict | list) for inner in _within(one)]
    if any(isinstance(one, dict | list) for one in level):
        raise _TOO_DEEP
    return value


def _within(value: dict[str, Any] | list[Any]) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else value


def _refuse(word: str) -> Any:
    raise ValueError(f"`{word}` is no number of JSON")


def _number(digits: str) -> float:
    number = float(digits)
    if number in {float("inf"), float("-inf")}:
        raise ValueError(f"the number {digits} is too large")
    return number


_TOO_DEEP = ValueError(f"expected at most {DEEPEST} levels of lists and mappings")
