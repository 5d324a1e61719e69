"""The value is one of those listed; of a list, each item is.

Example:
    `{one_of: [repaired, duplicate]}`
"""

from typing import Any

from atelier_cli.actions.constraints.bounds import each, plain
from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import VALID, Judgement, invalid, unevaluable
from atelier_cli.language.comparison import same


def judge(given: Given, bound: Any) -> Judgement:
    """A list that is itself among what is listed counts as a whole."""
    if not isinstance(bound, list | tuple):
        return unevaluable("cannot be compared with what is no list")
    holds_lists = any(isinstance(one, list | tuple) for one in bound)
    values = [given.value] if holds_lists else each(given)
    fits = all(any(same(value, one) for one in bound) for value in values)
    return VALID if fits else invalid(f"must be one of {', '.join(map(plain, bound))}")
