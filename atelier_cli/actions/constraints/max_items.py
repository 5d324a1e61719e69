"""The list has as many items as the bound, or fewer.

Example:
    `{max_items: $config.most_photos}`
"""

from typing import Any

from atelier_cli.actions.constraints.bounds import AT_MOST, counted
from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import Judgement, unevaluable


def judge(given: Given, bound: Any) -> Judgement:
    if not isinstance(given.value, list | tuple):
        return unevaluable("is no list")
    return counted(len(given.value), bound, AT_MOST, "must have at most", "item")
