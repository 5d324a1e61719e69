"""The whole text matches the regular expression (RE2).

Example:
    `{pattern: "[A-Z]{2}-[0-9]{4}"}`
"""

from typing import Any

from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import VALID, Judgement, invalid, unevaluable
from atelier_cli.language.patterns import PatternError, matches_fully


def judge(given: Given, bound: Any) -> Judgement:
    if not isinstance(given.value, str):
        return unevaluable("is no text")
    try:
        fits = matches_fully(bound, given.value)
    except PatternError as fault:
        return unevaluable(f"cannot be compared with a pattern: {fault}")
    return VALID if fits else invalid(f"must have the form {bound}")
