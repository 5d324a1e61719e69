"""At least one parameter of a group has a value: what criteria of type `one_of` ask of each of their groups.

Example:
    `{criteria_type: one_of, config: {groups: [[email, phone]]}}`
"""

from collections.abc import Mapping
from typing import Any

from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import VALID, Judgement, invalid


def judge(given: Given, bound: Any) -> Judgement:
    """The bound are the keys of the parameters; their values stand in the scope."""
    parameters = given.scope.roots.get("parameters")
    values = parameters if isinstance(parameters, Mapping) else {}
    is_given = any(values.get(key) is not None for key in bound)
    return VALID if is_given else invalid(f"at least one of {', '.join(bound)} must be given")
