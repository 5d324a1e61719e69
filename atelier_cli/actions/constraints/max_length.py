"""The text has as many characters as the bound, or fewer.

Example:
    `{max_length: 200}`
"""

from typing import Any

from atelier_cli.actions.constraints.bounds import AT_MOST, counted
from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import Judgement, unevaluable


def judge(given: Given, bound: Any) -> Judgement:
    if not isinstance(given.value, str):
        return unevaluable("is no text")
    return counted(len(given.value), bound, AT_MOST, "must have at most", "character")
