"""The text has as many characters as the bound, or more.

Example:
    `{min_length: 10}`
"""

from typing import Any

from atelier_cli.actions.constraints.bounds import AT_LEAST, counted
from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import Judgement, unevaluable


def judge(given: Given, bound: Any) -> Judgement:
    if not isinstance(given.value, str):
        return unevaluable("is no text")
    return counted(len(given.value), bound, AT_LEAST, "must have at least", "character")
