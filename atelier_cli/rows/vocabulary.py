"""The rows of the vocabulary plane: what every application may refer to. They are never forked."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from atelier_cli.rows.row import Json, Row, To, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyRow(Row):
    """A row of the vocabulary plane, named by its code."""

    PLANE = "vocabulary"
    FORKABLE = False
    KEY = ("code",)

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(VocabularyRow):
    """A role that people can have in an organisation."""

    TABLE = "atelier_role"
    ORDERED = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSurface(VocabularyRow):
    """A place in an interface where actions can be offered."""

    TABLE = "atelier_action_surface"

    label: str
    audience: str
    accepted_sources: Words
    presentation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationEvent(VocabularyRow):
    """Something that happened, which notification rules may tell people about."""

    TABLE = "atelier_notification_event"

    label: str
    source_action: str | None
    payload_schema: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Product(VocabularyRow):
    """A product whose actions flows may call and whose events they may wait for."""

    TABLE = "atelier_product"

    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductAction(VocabularyRow):
    """An action that a product offers to flows."""

    TABLE = "atelier_product_action"
    PARENT = Product

    payload_schema: Json
    result_schema: Json
    effect: str
    artifact: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class BusEventType(VocabularyRow):
    """A type of event on the bus, which flows may start from or wait for."""

    TABLE = "atelier_bus_event_type"

    product: Annotated[str, To("product")]
    payload_schema: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill(VocabularyRow):
    """A skill that Sage offers to flows."""

    TABLE = "atelier_skill"

    input_schema: Json
    output_schema: Json
    artifact: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Function(VocabularyRow):
    """A registered pure function and its types."""

    TABLE = "atelier_function"

    args: Json
    returns: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepKind(VocabularyRow):
    """A kind of flow step and the shape of what it is given."""

    TABLE = "atelier_step_kind"

    label: str
    input_schema: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityType(VocabularyRow):
    """A type of entity: what the records of an organisation are."""

    TABLE = "atelier_entity_type"
    ORDERED = False

    display_name: str
    tenant_scoped: bool
    parent_code: Annotated[str, To("entity_type")] | None
    unique_constraints: Json
    states: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityField(Row):
    """A field that the entities of a type have."""

    TABLE = "atelier_entity_field"
    PLANE = "vocabulary"
    FORKABLE = False
    PARENT = EntityType
    KEY: ClassVar[tuple[str, ...]] = ("field_key",)

    field_key: str
    display_name: str
    field_type: Json
    required: bool
    indexed: bool
    default_value: Json
    deprecated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRelationship(Row):
    """A relation from the entities of a type to those of another."""

    TABLE = "atelier_entity_relationship"
    PLANE = "vocabulary"
    FORKABLE = False
    PARENT = EntityType
    KEY: ClassVar[tuple[str, ...]] = ("rel_code",)

    rel_code: str
    target_type_code: Annotated[str, To("entity_type")]
    cardinality: str
    required: bool
    reverse_code: str | None
