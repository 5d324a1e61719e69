"""The value is the bound or less.

Example:
    `{max: $config.largest}`
"""

from typing import Any

from atelier_cli.actions.constraints.bounds import AT_MOST, ordered
from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import Judgement


def judge(given: Given, bound: Any) -> Judgement:
    return ordered(given.value, bound, AT_MOST, "must be at most")
