"""The value is less than the bound.

Example:
    `{exclusive_max: 100}`
"""

from typing import Any

from atelier_cli.actions.constraints.bounds import BELOW, ordered
from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import Judgement


def judge(given: Given, bound: Any) -> Judgement:
    return ordered(given.value, bound, BELOW, "must be less than")
