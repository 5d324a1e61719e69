"""The value is one of those listed; of a list, each item is.

Example:
    `{one_of: [repaired, duplicate]}`
"""

from collections.abc import Sequence
from typing import Any

from atelier_cli.actions.constraints.bounds import of_item, plain, worst
from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import VALID, Judgement, invalid, unevaluable
from atelier_cli.language.comparison import same
from atelier_cli.names import alternatives, suggest

#: The most of what is listed that is named.
_MOST = 6


def judge(given: Given, bound: Any) -> Judgement:
    """A list that is itself among what is listed counts as a whole."""
    if not isinstance(bound, list | tuple):
        return unevaluable("cannot be compared with what is no list")
    holds_lists = any(isinstance(one, list | tuple) for one in bound)
    if holds_lists or not isinstance(given.value, list | tuple):
        return _judge(given.value, given, bound)
    return worst(of_item(i, _judge(item, given, bound), given) for i, item in enumerate(given.value))


def _judge(value: Any, given: Given, bound: Sequence[Any]) -> Judgement:
    if any(same(value, one) for one in bound):
        return VALID
    names = [plain(one) for one in bound]
    known = ", ".join(names) if len(names) <= _MOST else alternatives(names, _MOST)
    meant = suggest(value, names) if isinstance(value, str) and not given.is_secret else ""
    return invalid(f"must be one of {known}{f'; did you mean `{meant}`?' if meant else ''}")
