"""There is an entity of that id, and it is of the type that the parameter asks for, or of one below it.

Example:
    `{key: crew, type: entity, object_type: crew}`
"""

from collections.abc import Mapping
from typing import Any

from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import VALID, Judgement, invalid
from atelier_cli.language.assignable import is_kind_of


def judge(given: Given, bound: Any) -> Judgement:
    """The bound is the code of the entity type; empty where any will do."""
    key = given.value["id"] if isinstance(given.value, Mapping) else given.value
    found = given.reader.entity(key)
    fits = found is not None and is_kind_of(found.type, bound, given.scope.names)
    return VALID if fits else invalid(f"names no {bound or 'entity'} that there is")
