"""Every operator and combinator, by the word a condition uses."""

from collections.abc import Mapping
from types import MappingProxyType

from atelier_cli.language.operators import (
    age_between,
    all,
    any,
    between,
    changed,
    changed_to,
    contains,
    ends_with,
    eq,
    gt,
    gte,
    has_role,
    in_,
    in_group,
    includes,
    includes_all,
    includes_any,
    is_empty,
    is_not_empty,
    is_not_null,
    is_null,
    lt,
    lte,
    matches,
    ne,
    none,
    not_,
    not_contains,
    not_in,
    starts_with,
    within,
)
from atelier_cli.language.operators.protocol import Combinator, Operator

#: In the order people read them: comparing, membership, presence, text, lists, callers, changes.
OPERATORS: Mapping[str, Operator] = MappingProxyType(
    {
        "eq": eq,
        "ne": ne,
        "gt": gt,
        "gte": gte,
        "lt": lt,
        "lte": lte,
        "in": in_,
        "not_in": not_in,
        "between": between,
        "within": within,
        "age_between": age_between,
        "is_null": is_null,
        "is_not_null": is_not_null,
        "is_empty": is_empty,
        "is_not_empty": is_not_empty,
        "contains": contains,
        "not_contains": not_contains,
        "starts_with": starts_with,
        "ends_with": ends_with,
        "matches": matches,
        "includes": includes,
        "includes_any": includes_any,
        "includes_all": includes_all,
        "has_role": has_role,
        "in_group": in_group,
        "changed": changed,
        "changed_to": changed_to,
    }
)

COMBINATORS: Mapping[str, Combinator] = MappingProxyType({"all": all, "any": any, "none": none, "not": not_})
