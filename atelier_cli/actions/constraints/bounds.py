"""What constraints share that compare with a bound, and how a bound is shown to people."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import VALID, Judgement, Result, invalid, unevaluable
from atelier_cli.language.comparison import order
from atelier_cli.language.to_json import to_json

#: The most letters of an item that are quoted.
_LONGEST = 60


def plain(value: Any) -> str:
    """A value as people read it: without quotes."""
    found = to_json(value)
    return found if isinstance(found, str) else json.dumps(found, ensure_ascii=False, sort_keys=True)


def ordered(value: Any, bound: Any, allowed: frozenset[int], words: str) -> Judgement:
    """Whether a value compares with a bound as it is allowed to: less, equal or greater being -1, 0 and 1."""
    found = order(value, bound)
    if found is None:
        return unevaluable(f"cannot be compared with {plain(bound)}")
    return VALID if found in allowed else invalid(f"{words} {plain(bound)}")


def counted(size: int, bound: Any, allowed: frozenset[int], words: str, thing: str) -> Judgement:
    """Whether a size compares with a bound as it is allowed to."""
    found = order(size, bound)
    if found is None:
        return unevaluable(f"cannot be compared with {plain(bound)}")
    things = thing if bound == 1 else f"{thing}s"
    return VALID if found in allowed else invalid(f"{words} {plain(bound)} {things}, and has {size}")


def each(given: Given) -> Iterator[Any]:
    """The value; of a list, each of its items."""
    if isinstance(given.value, list | tuple):
        yield from given.value
    else:
        yield given.value


def of_item(number: int, found: Judgement, given: Given) -> Judgement:
    """The judgement of an invalid item of a list, with its number and, unless it is secret, its value."""
    if found.result is not Result.INVALID:
        return found
    item = given.value[number]
    called = "" if given.is_secret or isinstance(item, Mapping) else f", `{plain(item)[:_LONGEST]}`,"
    return invalid(f"item {number + 1}{called} {found.message}")


def worst(judgements: Iterator[Judgement]) -> Judgement:
    """The first that is invalid, else the first that cannot be judged, else VALID."""
    found = VALID
    for one in judgements:
        if one.result is Result.INVALID:
            return one
        if found is VALID:
            found = one
    return found


#: What a comparison may give.
AT_LEAST = frozenset((0, 1))
AT_MOST = frozenset((-1, 0))
ABOVE = frozenset((1,))
BELOW = frozenset((-1,))
