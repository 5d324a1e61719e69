"""No entity of the type has the value in the field yet, but for the target itself.

Example:
    `{unique_in: trade_permit.trade_name}`
"""

from collections.abc import Mapping
from typing import Any

from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import VALID, Judgement, invalid


def judge(given: Given, bound: Any) -> Judgement:
    """The bound is `entity_type.field`."""
    entity_type, _, field = bound.partition(".")
    owner = given.reader.taken(entity_type, field, given.value)
    target = given.scope.roots.get("entity")
    own = target.get("id") if isinstance(target, Mapping) else None
    return VALID if owner is None or owner == own else invalid("is taken already")
