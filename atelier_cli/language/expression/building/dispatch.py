"""Chooses the overload for the values at hand."""

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import Any

from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.library import Overload
from atelier_cli.language.expression.values import KINDS, kind_of

Implementation = Callable[..., Any]


def dispatch(overloads: Iterable[Overload]) -> Mapping[tuple[type, ...], Implementation]:
    """The implementations by the exact classes of the values: one look-up decides."""
    classes: dict[str, list[type]] = {}
    for each, kind in KINDS.items():
        classes.setdefault(kind, []).append(each)
    return {
        exact: one.implementation
        for one in overloads
        for exact in product(*(classes[parameter] for parameter in one.parameters))
    }


def choose(name: str, overloads: Iterable[Overload], values: tuple[Any, ...]) -> Implementation:
    """The implementation for values of any class, subclasses too; raises where there is none."""
    kinds = tuple(map(kind_of, values))
    for one in overloads:
        if one.parameters == kinds:
            return one.implementation
    raise EvaluationError("no-such-overload", f"{name} cannot take {' and '.join(kinds)}")
