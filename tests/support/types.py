"""Types as case files write them: `date`, `list of string`, `enum(open, closed)`, `crew` or `{name: string}`."""

from typing import Any

from atelier_cli.language.types import FIELD_TYPES, Type, list_of, object_of


def type_of(written: Any) -> Type:
    """The type; `or null` behind it means that it may be null."""
    if isinstance(written, dict):
        return object_of({name: type_of(member) for name, member in written.items()})
    if written.endswith(" or null"):
        return type_of(written.removesuffix(" or null")).or_null()
    if written.startswith("list of "):
        return list_of(type_of(written.removeprefix("list of ")))
    if written.startswith("enum("):
        return Type("enum", choices=tuple(written[5:-1].split(", ")))
    return Type(written) if written in {*FIELD_TYPES, "any", "object"} else Type("entity", entity_type=written)
