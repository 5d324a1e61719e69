"""There is a value: what criteria of type `required_fields` ask of each of their parameters.

Example:
    `{criteria_type: required_fields, config: {fields: [proof]}}`
"""

from typing import Any

from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import VALID, Judgement, invalid


def judge(given: Given, _bound: Any) -> Judgement:
    return VALID if given.value is not None else invalid("must be given")
