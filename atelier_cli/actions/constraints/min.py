"""The value is the bound or greater.

Example:
    `{min: 1}`
"""

from typing import Any

from atelier_cli.actions.constraints.bounds import AT_LEAST, ordered
from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import Judgement


def judge(given: Given, bound: Any) -> Judgement:
    return ordered(given.value, bound, AT_LEAST, "must be at least")
