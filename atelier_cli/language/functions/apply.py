"""Applies a built-in function to arguments."""

from collections.abc import Mapping
from typing import Any

from atelier_cli.language.coerce import coerce
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.functions import FUNCTIONS


def apply(name: str, args: Mapping[str, Any]) -> Any:
    """The function's result; null where an argument that it needs is null. Raises EvaluationError where it has none."""
    function = FUNCTIONS.get(name)
    if function is None:
        raise EvaluationError("unknown-function", f"there is no function {name}")
    strange = sorted(args.keys() - function.ARGS.keys())
    if strange:
        raise EvaluationError("no-such-overload", f"{name} takes no argument {strange[0]}")
    given: dict[str, Any] = {}
    for argument, type in function.ARGS.items():
        value = args.get(argument)
        if value is None and not type.nullable:
            return None
        given[argument], problems = coerce(value, type)
        if problems:
            raise EvaluationError("no-such-overload", f"{name}, argument {argument}: {problems[0].message}")
    try:
        return function.call(**given)
    except OverflowError as error:
        raise EvaluationError("out-of-range", f"{name} left the years 1 to 9999") from error
