"""Every built-in function, by the name that `$function` calls it by."""

from collections.abc import Mapping
from types import MappingProxyType

from atelier_cli.language.functions import (
    add_duration,
    checksum_iban_ok,
    coalesce,
    concat,
    days_between,
    distance_m,
    format_reference,
    is_weekday,
    lower,
    round_to,
    slug,
    trim,
    upper,
    working_days_from,
)
from atelier_cli.language.functions.protocol import Function

#: In the order people look for them: days and instants, text, everything else.
FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        "working_days_from": working_days_from,
        "days_between": days_between,
        "add_duration": add_duration,
        "is_weekday": is_weekday,
        "concat": concat,
        "format_reference": format_reference,
        "slug": slug,
        "upper": upper,
        "lower": lower,
        "trim": trim,
        "coalesce": coalesce,
        "round_to": round_to,
        "distance_m": distance_m,
        "checksum_iban_ok": checksum_iban_ok,
    }
)
