"""The types that declarations of entity types say: of fields, of relations, and of relations seen from their target."""

from collections.abc import Iterable
from typing import Any

from atelier_cli.language.types import ANY, STRING, Type, from_schema, list_of

#: What every entity has.
ID: dict[str, Type] = {"id": STRING}


def field_type(name: str, choices: Iterable[str] = (), item: Type | None = None, schema: Any = None) -> Type:
    """The type of a field: its name, the choices of an enum, what a list holds, the schema of JSON."""
    match name:
        case "enum":
            return Type("enum", choices=tuple(choices))
        case "list":
            return list_of(item or ANY)
        case "json":
            return from_schema(schema)
        case _:
            return Type(name)


def relation_type(target: str, cardinality: str, *, required: bool) -> Type:
    """What a relation leads to: one entity, or a list of them."""
    found = Type("entity", entity_type=target)
    if not leads_to_one(cardinality):
        return list_of(found)
    return found if required else found.or_null()


def reverse_type(owner: str, cardinality: str) -> Type:
    """What a relation of `owner` is when seen from the other side."""
    found = Type("entity", entity_type=owner)
    return found.or_null() if comes_from_one(cardinality) else list_of(found)


def leads_to_one(cardinality: str) -> bool:
    """Whether the relation leads from a source to one target at most."""
    return cardinality.endswith("to_one")


def comes_from_one(cardinality: str) -> bool:
    """Whether the relation leads to a target from one source at most."""
    return cardinality.startswith("one_to")
