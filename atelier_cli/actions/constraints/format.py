"""The text has the form that JSON Schema calls by that name.

Example:
    `{format: uri}`
"""

from typing import Any

from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import VALID, Judgement, invalid, unevaluable
from atelier_cli.language.formats import FORMATS


def judge(given: Given, bound: Any) -> Judgement:
    if not isinstance(given.value, str):
        return unevaluable("is no text")
    known = FORMATS[bound]
    return VALID if known.fits(given.value) else invalid(f"must be {known.noun}")
