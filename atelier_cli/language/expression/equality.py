"""Equality of any two values: numbers by what they count, everything else by type."""

from collections.abc import Mapping, Sequence
from typing import Any

from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.limits import MAX_VALUE_DEPTH
from atelier_cli.language.expression.values import as_key, kind_of


def equal(left: Any, right: Any, depth: int = 0) -> bool:
    """Whether two values are equal; values of types that have nothing in common are not."""
    kinds = kind_of(left), kind_of(right)
    if kinds == ("list", "list"):
        return len(left) == len(right) and _same_items(left, right, depth)
    if kinds == ("map", "map"):
        return left.keys() == right.keys() and _same_members(left, right, depth)
    if (kinds[0] == "bool") != (kinds[1] == "bool"):
        return False
    return bool(left == right)


def unequal(left: Any, right: Any) -> bool:
    return not equal(left, right)


def contains(item: Any, container: Any) -> bool:
    """`item in container`: an item of a list, a key of a map."""
    kind = kind_of(container)
    if kind == "list":
        # Python's own search is right for strings, the usual case: nothing but their like equals them.
        return item in container if type(item) is str else any(equal(item, one) for one in container)
    if kind == "map":
        return as_key(item) in container
    raise EvaluationError("no-such-overload", f"in cannot take {kind_of(item)} and {kind}")


def _same_items(left: Sequence[Any], right: Sequence[Any], depth: int) -> bool:
    _check(depth)
    return all(equal(a, b, depth + 1) for a, b in zip(left, right, strict=True))


def _same_members(left: Mapping[Any, Any], right: Mapping[Any, Any], depth: int) -> bool:
    _check(depth)
    return all(equal(value, right[key], depth + 1) for key, value in left.items())


def _check(depth: int) -> None:
    if depth >= MAX_VALUE_DEPTH:
        raise EvaluationError("limit", "the values are nested too deeply to be compared")
