"""A vocabulary: what every application of a project may refer to."""

from typing import Annotated, Literal

from pydantic import Field

from atelier_cli.language.types import FieldType
from atelier_cli.language.words import EventCode, JsonSchema, KebabCase, Model, NonEmpty, SnakeCase, WordCase
from atelier_cli.sheet.models.base import Item, Named, Unordered
from atelier_cli.sheet.models.entity import EntitySchema


class Surface(Item):
    """A place in an interface where actions can be offered."""

    NAMING = ("code",)

    code: SnakeCase = Field(description="The surface's code.", examples=["desk_detail"])
    label: NonEmpty = Field(description="Its name for people.", examples=["Service desk"])
    audience: Literal["staff", "citizen", "partner", "agent", "public"] = Field(description="Who uses it.")
    accepted_sources: Annotated[list[Literal["detail", "bulk", "async"]], Unordered()] = Field(
        default_factory=list, description="The kinds of action that it offers."
    )
    presentation: Literal["button", "form", "menu", "inline", "tool"] = Field("button", description="How it is shown.")


class Event(Item):
    """A notification event: something that happened, which rules tell people about."""

    NAMING = ("code",)

    code: EventCode = Field(description="The event's code.", examples=["report.closed"])
    label: NonEmpty = Field(description="Its name for people.", examples=["A report was closed"])
    source_action: str | None = Field(None, description="The action that emits it.")
    payload_schema: JsonSchema = Field(default_factory=dict, description="The schema of its payload.")


class EventType(Item):
    """A type of event on the bus."""

    NAMING = ("code",)

    code: EventCode = Field(description="The type's code.", examples=["rfp.opportunity.found"])
    product: WordCase = Field(description="The product that sends it.", examples=["rfp"])
    payload_schema: JsonSchema = Field(default_factory=dict, description="The schema of its payload.")


class Artifact(Model):
    """What a skill or product action drafts or judges."""

    kind: SnakeCase = Field(description="The kind of thing.", examples=["proposal"])
    id: str = Field(description="The path of its id in the result.", examples=["proposal_id"])


class ProductAction(Item):
    """An action that a product offers to flows."""

    NAMING = ("code",)

    code: SnakeCase = Field(description="The action's code.", examples=["generate_proposal"])
    payload_schema: JsonSchema = Field(default_factory=dict, description="The schema of what it is given.")
    result_schema: JsonSchema = Field(default_factory=dict, description="The schema of what it answers.")
    effect: Literal["idempotent", "at_most_once", "pure"] = Field(
        "at_most_once", description="What a second call with the same key means."
    )
    artifact: Artifact | None = Field(None, description="What it makes, for the traces.")


class Product(Item):
    """A product."""

    NAMING = ("code",)

    code: WordCase = Field(description="The product's code.", examples=["rfp"])
    label: NonEmpty = Field(description="Its name for people.", examples=["RFP engine"])
    actions: list[ProductAction] = Field(default_factory=list, description="What it offers.")


class Skill(Item):
    """A skill that Sage offers."""

    NAMING = ("code",)

    code: SnakeCase = Field(description="The skill's code.", examples=["score_fit"])
    input_schema: JsonSchema = Field(default_factory=dict, description="The schema of what it is given.")
    output_schema: JsonSchema = Field(default_factory=dict, description="The schema of what it answers.")
    artifact: Artifact | None = Field(None, description="What it makes, for the traces.")


#: A field type, or anything.
ValueType = Literal[FieldType, "any"]


class Function(Item):
    """A registered pure function."""

    NAMING = ("name",)

    name: SnakeCase = Field(description="The function's name.", examples=["working_days_from"])
    args: dict[str, ValueType] = Field(
        default_factory=dict, description="The types of its arguments.", examples=[{"start": "date", "days": "integer"}]
    )
    returns: ValueType = Field(description="The type of what it returns.", examples=["date"])


class OwnedType(Named):
    """An entity type that the vocabulary owns."""

    NAMING = ("entity_type",)

    entity_type: SnakeCase = Field(description="The type's code.", examples=["organization"])
    schema_: EntitySchema = Field(alias="schema", description="What the entities are.")


class Vocabulary(Model):
    """What every application of a project may refer to."""

    code: KebabCase = Field(description="The vocabulary's code: the owner of its rows.", examples=["city-platform"])
    roles: Annotated[list[SnakeCase], Unordered()] = Field(
        default_factory=list, description="Roles that people can have.", examples=[["clerk", "director"]]
    )
    surfaces: list[Surface] = Field(default_factory=list, description="Where actions can be offered.")
    events: list[Event] = Field(default_factory=list, description="Notification events.")
    event_types: list[EventType] = Field(default_factory=list, description="Types of events on the bus.")
    products: list[Product] = Field(default_factory=list, description="Products and their actions.")
    skills: list[Skill] = Field(default_factory=list, description="Skills that Sage offers.")
    functions: list[Function] = Field(default_factory=list, description="Registered pure functions.")
    entity_types: list[OwnedType] = Field(default_factory=list, description="Entity types that no sheet owns.")


class VocabularyFile(Model):
    """A vocabulary file."""

    vocabulary: Vocabulary = Field(description="What every application of the project may refer to.")
