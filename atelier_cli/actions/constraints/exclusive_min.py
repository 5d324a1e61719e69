"""The value is greater than the bound.

Example:
    `{exclusive_min: 0}`
"""

from typing import Any

from atelier_cli.actions.constraints.bounds import ABOVE, ordered
from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import Judgement


def judge(given: Given, bound: Any) -> Judgement:
    return ordered(given.value, bound, ABOVE, "must be more than")
