"""Chooses among the overloads of the library by types, as `building.dispatch` does by values."""

from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from itertools import product

from atelier_cli.language.expression.checking.joining import join
from atelier_cli.language.expression.kinds import kind_of_type
from atelier_cli.language.expression.library import Overload
from atelier_cli.language.types import ANY, BOOLEAN, DATETIME, DURATION, INTEGER, NUMBER, STRING, Type, list_of

#: The type of what an overload gives.
_TYPES = {
    "bool": BOOLEAN,
    "int": INTEGER,
    "double": NUMBER,
    "string": STRING,
    "timestamp": DATETIME,
    "duration": DURATION,
}
#: How messages call what an overload takes.
WORDS = {**{kind: str(type) for kind, type in _TYPES.items()}, "list": "list", "map": "object"}


def fitting(overloads: Iterable[Overload], types: Sequence[Type]) -> tuple[Overload, ...]:
    """The overloads that values of these types may be given to; none where some of the values fit none."""
    return _fitting(tuple(overloads), tuple(map(_kinds, types)))


@lru_cache(maxsize=1024)  # there are few operators, and few kinds of types
def _fitting(overloads: tuple[Overload, ...], kinds: tuple[tuple[str, ...], ...]) -> tuple[Overload, ...]:
    found = [_taking(overloads, each) for each in product(*kinds)]
    return tuple(dict.fromkeys(one for group in found for one in group)) if all(found) else ()


def result_type(overloads: Sequence[Overload], types: Sequence[Type]) -> Type:
    """The type of what one of the fitting overloads gives."""
    results = {one.result for one in overloads}
    if len(results) > 1 and any(kind_of_type(type) == "any" for type in types):
        return ANY
    return reduce(join, [_result(one, types) for one in results])


def _result(result: str, types: Sequence[Type]) -> Type:
    if result != "list":
        return _TYPES[result]
    lists = [type if type.name == "list" else list_of(ANY) for type in types]
    return reduce(join, [one.not_null() if one.nullable else one for one in lists])


def _kinds(type: Type) -> tuple[str, ...]:
    kind = kind_of_type(type)
    return ("int", "double") if kind == "numeric" else (kind,)


def _taking(overloads: Iterable[Overload], kinds: Sequence[str]) -> list[Overload]:
    return [
        one
        for one in overloads
        if len(one.parameters) == len(kinds)
        and all(kind in {"any", taken} for kind, taken in zip(kinds, one.parameters, strict=True))
    ]
