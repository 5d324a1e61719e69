"""The day, time or instant is the bound or a later one.

Example:
    `{not_before: $today}`
"""

from typing import Any

from atelier_cli.actions.constraints.bounds import AT_LEAST, ordered
from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import Judgement


def judge(given: Given, bound: Any) -> Judgement:
    return ordered(given.value, bound, AT_LEAST, "must not be before")
