"""The schemas within a JSON Schema (2020-12): which keywords hold some, and where."""

from collections.abc import Iterator, Mapping
from typing import Any

from atelier_cli.diagnostics import Path

#: Schemas in schemas that are looked into; YAML allows no more.
DEEPEST = 64
#: The keywords with a schema behind them, with schemas by name, and with a list of schemas.
SCHEMA = frozenset((
    "items", "additionalProperties", "contains", "propertyNames", "not", "if", "then", "else", "unevaluatedItems",
    "unevaluatedProperties", "contentSchema",
))  # fmt: skip
SCHEMAS_BY_NAME = frozenset(("properties", "patternProperties", "$defs", "definitions", "dependentSchemas"))
LISTS_OF_SCHEMAS = frozenset(("prefixItems", "allOf", "anyOf", "oneOf"))


def subschemas(schema: Any, path: Path = ()) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """A schema and all within it, by their paths; what is no mapping is left out."""
    if not isinstance(schema, Mapping) or len(path) > 2 * DEEPEST:
        return
    yield path, schema
    for keyword, said in schema.items():
        if keyword in SCHEMA:
            yield from subschemas(said, (*path, keyword))
        elif keyword in SCHEMAS_BY_NAME and isinstance(said, Mapping):
            for name, one in said.items():
                yield from subschemas(one, (*path, keyword, name))
        elif keyword in LISTS_OF_SCHEMAS and isinstance(said, list):
            for i, one in enumerate(said):
                yield from subschemas(one, (*path, keyword, i))
