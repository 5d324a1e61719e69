"""The list has as many items as the bound, or more.

Example:
    `{min_items: 1}`
"""

from typing import Any

from atelier_cli.actions.constraints.bounds import AT_LEAST, counted
from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import Judgement, unevaluable


def judge(given: Given, bound: Any) -> Judgement:
    if not isinstance(given.value, list | tuple):
        return unevaluable("is no list")
    return counted(len(given.value), bound, AT_LEAST, "must have at least", "item")
