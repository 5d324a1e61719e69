"""Applies a function to arguments: a built-in one, or one that a project declares."""

from collections.abc import Callable, Mapping
from typing import Any

from atelier_cli.language.coerce import coerce
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.functions import FUNCTIONS
from atelier_cli.language.scope import Signature
from atelier_cli.language.types import Type

_NONE: Mapping[str, Signature] = {}


def apply(name: str, args: Mapping[str, Any], registered: Mapping[str, Signature] = _NONE) -> Any:
    """The function's result; null where an argument that it needs is null. Raises EvaluationError where it has none."""
    result = answer(name, args, registered)
    if name in FUNCTIONS or result is None:
        return result
    value, problems = coerce(result, registered[name].returns)
    if problems:
        raise EvaluationError("no-such-overload", f"{name} answered something else: {problems[0].message}")
    return value


def answer(name: str, args: Mapping[str, Any], registered: Mapping[str, Signature] = _NONE) -> Any:
    """What the function answers, of whatever type that is; else as `apply`."""
    types, call = _found(name, registered)
    strange = sorted(args.keys() - types.keys())
    if strange:
        raise EvaluationError("no-such-overload", f"{name} takes no argument {strange[0]}")
    given: dict[str, Any] = {}
    for argument, type in types.items():
        value = args.get(argument)
        if value is None and not type.nullable:
            return None
        given[argument], problems = coerce(value, type)
        if problems:
            raise EvaluationError("no-such-overload", f"{name}, argument {argument}: {problems[0].message}")
    try:
        return call(**given)
    except OverflowError as error:
        raise EvaluationError("out-of-range", f"{name} left the years 1 to 9999") from error


def _found(name: str, registered: Mapping[str, Signature]) -> tuple[Mapping[str, Type], Callable[..., Any]]:
    """The types of the arguments, and what takes them; the built-in functions go first."""
    function = FUNCTIONS.get(name)
    if function is not None:
        return function.ARGS, function.call
    signature = registered.get(name)
    if signature is None:
        raise EvaluationError("unknown-function", f"there is no function {name}")
    if signature.call is None:
        raise EvaluationError("unknown-function", f"nobody provides the function {name}")
    return signature.args, signature.call
