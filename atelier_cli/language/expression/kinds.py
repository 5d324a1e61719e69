"""How the language's types look to an expression."""

from atelier_cli.language.types import Type

_KINDS = {
    "boolean": "bool",
    "integer": "int",
    "number": "double",
    "decimal": "double",
    "money": "double",
    "date": "timestamp",
    "datetime": "timestamp",
    "duration": "duration",
    "list": "list",
    "object": "map",
    "entity": "reference",
    "user": "reference",
    "null": "null",
    "any": "any",
    # Their inner form is not declared, so nothing is reported of them.
    "json": "any",
    "geometry": "any",
    "geo_point": "any",
    "address": "any",
    "file": "any",
}


def kind_of_type(type: Type) -> str:
    """The CEL type of a declared type, named as `values.kind_of` names it; `any` fits all. Text is a string."""
    return _KINDS.get(type.name, "string")
