"""The records of a tenant's data: entities, the links between them, and what must be unique among them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from atelier_cli.rows.record import Id, Names, Record, Unique
from atelier_cli.rows.row import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Record):
    """A thing of a type: its id is unique in its organisation, whatever its type."""

    TABLE = "atelier_entity"
    INDEXES = (("type_id", "id"), ("type_id", "state"))

    id: str
    type_id: Annotated[str, Id("entity_type")]
    #: The values of its fields by their keys, as JSON holds them; one that has none may be left out.
    properties: Json
    #: What the field of its states holds, of a type that has states.
    state: str | None
    #: How often it was written: 1 when it is new.
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLink(Record):
    """A relation that holds between two entities, from the side whose type declares it to the other."""

    TABLE = "atelier_entity_link"
    KEY = ("relationship_id", "source_id", "target_id")
    UNIQUE = (
        Unique(("relationship_id", "source_id"), where="to_one"),
        Unique(("relationship_id", "target_id"), where="from_one"),
    )
    INDEXES = (("target_id", "relationship_id", "source_id"), ("source_id", "relationship_id"))

    relationship_id: Annotated[str, Id("entity_relationship")]
    source_id: Annotated[str, Names("atelier_entity")]
    target_id: Annotated[str, Names("atelier_entity")]
    #: Whether the relation leads from a source to one target at most.
    to_one: bool
    #: Whether the relation leads to a target from one source at most.
    from_one: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityUnique(Record):
    """The values that one entity has taken of a unique constraint, as their hash."""

    TABLE = "atelier_entity_unique"
    KEY = ("type_id", "constraint_key", "value_hash")

    #: The type that declares the constraint.
    type_id: Annotated[str, Id("entity_type")]
    #: The names of the constraint's fields, joined by commas.
    constraint_key: str
    value_hash: str
    entity_id: Annotated[str, Names("atelier_entity")]
