"""The `entities` block: the entity types that an application uses, and the schema of those it owns."""

from typing import Annotated, Any, Literal

from pydantic import Field

from atelier_cli.language.words import JsonSchema, Model, NonEmpty, SnakeCase
from atelier_cli.sheet.models.base import Item, Position, Words


class Choice(Model):
    """A value to choose."""

    value: str = Field(description="What is stored.", examples=["open"])
    label: str | None = Field(None, description="What people read.", examples=["Open"])


class PlainType(Model):
    """A type without options."""

    type: Literal[
        "string", "text", "integer", "number", "boolean", "date", "datetime", "time", "duration", "entity", "user",
        "role", "email", "phone", "url", "geometry", "geo_point", "address", "file",
    ] = Field(description="The type's name.")  # fmt: skip


class DecimalType(Model):
    """An exact number or an amount of money."""

    type: Literal["decimal", "money"] = Field(description="The type's name.")
    precision: Annotated[int, Field(ge=0, le=18)] | None = Field(None, description="Digits after the point.")


class EnumType(Model):
    """One of some values."""

    type: Literal["enum"] = Field(description="The type's name.")
    choices: list[Choice] = Field(min_length=1, description="The values to choose from.")


class ListType(Model):
    """A list of values of one type."""

    type: Literal["list"] = Field(description="The type's name.")
    item: "FieldTypeModel | None" = Field(None, description="The type of what the list holds.")


class JsonType(Model):
    """Any JSON value, described by a schema."""

    type: Literal["json"] = Field(description="The type's name.")
    schema_: JsonSchema | None = Field(None, alias="schema", description="The schema of the value.")


FieldTypeModel = Annotated[PlainType | DecimalType | EnumType | ListType | JsonType, Field(discriminator="type")]
ListType.model_rebuild()  # it speaks of the line above


class EntityField(Item):
    """A field of an entity type."""

    NAMING = ("field_key",)
    HUMANISED = ("display_name", "field_key")

    field_key: SnakeCase = Field(description="The field's name.", examples=["due_on"])
    display_name: str | None = Field(None, description="The field's name for people; by default made from the key.")
    field_type: FieldTypeModel = Field(description="What the field holds.", examples=[{"type": "date"}])
    required: bool = Field(False, description="Whether every entity must have a value here.")
    indexed: bool = Field(False, description="Whether lists are often filtered or sorted by it.")
    default_value: Any = Field(None, description="The value of a new entity that is given none.")
    deprecated: bool = Field(False, description="Whether the field is on its way out: the first step of removing it.")


class Relationship(Item):
    """A relation to entities of another type."""

    NAMING = ("rel_code",)

    rel_code: SnakeCase = Field(description="The relation's name.", examples=["crew"])
    target_type_code: SnakeCase = Field(description="The entity type it leads to.", examples=["crew"])
    cardinality: Literal["many_to_one", "one_to_one", "one_to_many", "many_to_many"] = Field(
        description="How many on either side."
    )
    required: bool = Field(False, description="Whether every entity must have one.")
    reverse_code: SnakeCase | None = Field(None, description="The relation's name seen from the other side.")


class States(Model):
    """The states of an entity and the moves between them."""

    field: SnakeCase = Field(description="The enum field that holds the state.", examples=["status"])
    initial: str = Field(description="The state of a new entity.", examples=["open"])
    transitions: dict[str, list[str]] = Field(
        description="From each state, the states it may move to.", examples=[{"open": ["planned", "closed"]}]
    )


class EntitySchema(Model):
    """What the entities of a type are: with it, the sheet owns the type."""

    display_name: NonEmpty | None = Field(
        None, description="The type's name for people; by default made from the code."
    )
    tenant_scoped: bool = Field(True, description="Whether entities belong to one organisation. It never changes.")
    parent_code: SnakeCase | None = Field(None, description="The entity type it inherits fields and relations from.")
    unique_constraints: list[Annotated[list[str], Field(min_length=1)]] = Field(
        default_factory=list, description="Groups of fields whose values together are unique.", examples=[[["number"]]]
    )
    fields_: list[EntityField] = Field(default_factory=list, alias="fields", description="The type's fields.")
    relationships: list[Relationship] = Field(default_factory=list, description="The type's relations.")
    states: States | None = Field(None, description="The states and the legal moves between them.")


class Entity(Item):
    """An entity type that the application uses."""

    NAMING = ("entity_type",)

    entity_type: SnakeCase = Field(description="The type's code.", examples=["pothole_report"])
    visible: bool = Field(True, description="Whether the application shows it.")
    ordering: Position | None = Field(None, description="Its place in the application's navigation.")
    role_visibility: Words = Field(default_factory=list, description="The roles that see it; none means all.")
    presentation: dict[str, Any] = Field(default_factory=dict, description="How it is shown.")
    schema_: EntitySchema | None = Field(
        None, alias="schema", description="What the entities are: only in the one sheet that owns the type."
    )
