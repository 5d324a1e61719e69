"""Every type of submission criteria, by its word."""

from collections.abc import Mapping
from types import MappingProxyType

from atelier_cli.actions.criteria import (
    expression,
    field,
    function,
    one_of,
    range,  # noqa: A004  # the field's own word
    reachable,
    required_fields,
    role_access,
)
from atelier_cli.actions.criteria.protocol import CriteriaType

#: In the order of the language's documentation.
CRITERIA: Mapping[str, CriteriaType] = MappingProxyType(
    {
        "field": field,
        "function": function,
        "reachable": reachable,
        "required_fields": required_fields,
        "one_of": one_of,
        "range": range,
        "role_access": role_access,
        "expression": expression,
    }
)
