"""The day, time or instant is the bound or an earlier one.

Example:
    `{not_after: $today+P30D}`
"""

from typing import Any

from atelier_cli.actions.constraints.bounds import AT_MOST, ordered
from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import Judgement


def judge(given: Given, bound: Any) -> Judgement:
    return ordered(given.value, bound, AT_MOST, "must not be after")
