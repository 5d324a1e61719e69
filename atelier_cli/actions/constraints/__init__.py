"""Every constraint of a parameter, by its word: those that a sheet writes, then those that are made of other things."""

from collections.abc import Mapping
from types import MappingProxyType

from atelier_cli.actions.constraints import (
    any_of,
    content_types,
    exclusive_max,
    exclusive_min,
    format,
    max,  # noqa: A004  # the field's own word
    max_bytes,
    max_items,
    max_length,
    min,  # noqa: A004  # the field's own word
    min_items,
    min_length,
    multiple_of,
    not_after,
    not_before,
    not_one_of,
    object_type,
    one_of,
    pattern,
    required,
    unique_in,
    unique_items,
    values_from,
)
from atelier_cli.actions.constraints.protocol import Constraint

CONSTRAINTS: Mapping[str, Constraint] = MappingProxyType(
    {
        "min": min,
        "max": max,
        "exclusive_min": exclusive_min,
        "exclusive_max": exclusive_max,
        "multiple_of": multiple_of,
        "min_length": min_length,
        "max_length": max_length,
        "pattern": pattern,
        "format": format,
        "one_of": one_of,
        "not_one_of": not_one_of,
        "min_items": min_items,
        "max_items": max_items,
        "unique_items": unique_items,
        "not_before": not_before,
        "not_after": not_after,
        "max_bytes": max_bytes,
        "content_types": content_types,
        "unique_in": unique_in,
        # From the parameter's options and type, and from criteria of the form.
        "values_from": values_from,
        "object_type": object_type,
        "required": required,
        "any_of": any_of,
    }
)
#: Those that are about there being a value; the others have nothing to say where there is none.
OF_NULL = frozenset(("required", "any_of"))
