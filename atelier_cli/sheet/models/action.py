"""The `actions` block: what can be done to entities."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from atelier_cli import names
from atelier_cli.language.types import FieldType
from atelier_cli.language.words import EventCode, FormatName, Model, NonEmpty, SnakeCase, Value
from atelier_cli.sheet.models.base import Condition, Item, Keyed, Unordered, Words
from atelier_cli.sheet.models.criteria import SubmissionCriteria
from atelier_cli.sheet.models.entity import Choice

Status = Literal["draft", "published", "deprecated", "retired"]
ContentTypes = Annotated[list[Annotated[str, Field(pattern=names.CONTENT_TYPE)]], Unordered()]


class PermissionsPolicy(Model):
    """Which roles may see, apply and edit an action. Nobody may, unless it says so."""

    view: Words = Field(default_factory=list, description="Roles that see the action.", examples=[["clerk"]])
    apply: Words = Field(default_factory=list, description="Roles that may apply it.", examples=[["clerk"]])
    edit: Words = Field(default_factory=list, description="Roles that may change its definition.")


class ActionPresentation(Model):
    """How an action is shown."""

    icon: str | None = Field(None, description="The name of an icon.", examples=["calendar"])
    color: str | None = Field(None, description="A colour.")
    activity_template: str | None = Field(
        None, description="The line in the activity listing.", examples=["{{ actor }} closed the report"]
    )


class Bulk(Model):
    """How an action on many targets works."""

    mode: Literal["atomic", "per_item", "stop_on_error"] = Field(description="What one failure means for the others.")
    limit: Annotated[int, Field(ge=1)] = Field(1000, description="The most targets in one call.")


class Constraints(Model):
    """What a parameter's value must satisfy; bounds may be references."""

    min: Value = Field(None, description="The least value.")
    max: Value = Field(None, description="The greatest value.")
    exclusive_min: Value = Field(None, description="The value must be greater.")
    exclusive_max: Value = Field(None, description="The value must be less.")
    multiple_of: Value = Field(None, description="The value must be a multiple of this.")
    min_length: Value = Field(None, description="The fewest characters.")
    max_length: Value = Field(None, description="The most characters.")
    pattern: str | None = Field(None, description="A regular expression (RE2) that the whole value matches.")
    format: FormatName | None = Field(None, description="A named format.", examples=["email"])
    one_of: list[Value] | None = Field(
        None, min_length=1, description="The values allowed.", examples=[["repaired", "duplicate"]]
    )
    not_one_of: list[Value] | None = Field(None, description="The values not allowed.")
    min_items: Value = Field(None, description="The fewest items.")
    max_items: Value = Field(None, description="The most items.")
    unique_items: bool | None = Field(None, description="Whether no item may stand twice.")
    not_before: Value = Field(None, description="The earliest date or instant.", examples=["$today"])
    not_after: Value = Field(None, description="The latest date or instant.", examples=["$today+P30D"])
    max_bytes: Value = Field(None, description="The greatest size of a file.")
    content_types: ContentTypes | None = Field(
        None, min_length=1, description="The kinds of file allowed.", examples=[["image/jpeg"]]
    )
    unique_in: Annotated[str, Field(pattern=names.FIELD_OF_TYPE)] | None = Field(
        None, description="`entity_type.field` in which the value may not yet stand."
    )


class EntityValues(Model):
    """Values read from the entities of a type."""

    entity_type: SnakeCase = Field(description="The type of the entities.", examples=["crew"])
    filter: Condition | None = Field(None, description="Which of them.")
    value: str = Field("id", description="The field that is stored.")
    label: str | None = Field(None, description="The field that people read.", examples=["name"])


class SettingValues(Model):
    """Values read from a setting."""

    setting: SnakeCase = Field(description="The setting's key.")


def _choice(raw: Any) -> Any:
    return {"value": raw} if isinstance(raw, str) else raw


class ChoiceValues(Model):
    """Values written in the sheet."""

    choices: list[Annotated[Choice, BeforeValidator(_choice, json_schema_input_type=str | Choice)]] = Field(
        min_length=1, description="The values to choose from; a bare word is a choice without a label."
    )


def _values_form(raw: Any) -> str:
    if isinstance(raw, dict):
        return "choices" if "choices" in raw else "setting" if "setting" in raw else "entity_type"
    return "entity_type"


ValuesFrom = Annotated[
    Annotated[EntityValues, Tag("entity_type")]
    | Annotated[SettingValues, Tag("setting")]
    | Annotated[ChoiceValues, Tag("choices")],
    Discriminator(_values_form),
]


class When(Model):
    """Shown when a condition holds."""

    when: Condition = Field(description="The condition.")


def _visibility_form(raw: Any) -> str:
    return "when" if isinstance(raw, dict | When) else "word"


Visibility = Annotated[
    Annotated[Literal["visible", "hidden"], Tag("word")] | Annotated[When, Tag("when")], Discriminator(_visibility_form)
]


class Parameter(Item):
    """A value that the caller gives."""

    HUMANISED = ("label", "key")

    key: SnakeCase = Field(description="The parameter's name.", examples=["due_on"])
    label: str | None = Field(None, description="Its name for people; by default made from the key.")
    help: str = Field("", description="What to enter.")
    type: FieldType = Field(description="The type of the value.", examples=["date"])
    object_type: SnakeCase | None = Field(None, description="Of an entity: its entity type.", examples=["crew"])
    required: bool = Field(False, description="Whether a value must be given.")
    default: Value = Field(None, description="The value when none is given; may use earlier parameters.")
    constraints: Constraints | None = Field(None, description="What the value must satisfy.")
    values_from: ValuesFrom | None = Field(None, description="Where the values to choose from come from.")
    visibility: Visibility = Field("visible", description="Whether, or when, the form shows it.")
    sensitive: bool = Field(False, description="Whether the value is kept out of traces and audit.")


class ActionEdit(Keyed):
    """A change to a field of the target."""

    NAMED_AFTER = "field"

    field: SnakeCase = Field(description="The field of the target.", examples=["status"])
    op: Literal["set", "clear", "increment", "append", "remove", "add_unique"] = Field(
        "set", description="The operation."
    )
    value: Value = Field(None, description="The value for the operation.", examples=["closed"])
    function_args: dict[str, Value] | None = Field(
        None, description="The arguments, where the value is `$function.name`."
    )
    when: Condition | None = Field(None, description="The edit is made only when this holds.")


class ActionCreate(Keyed):
    """An entity to create."""

    NAMED_AFTER = "entity_type"

    entity_type: SnakeCase = Field(description="The type of the entity.", examples=["inspection"])
    fields_: dict[str, Value] = Field(
        default_factory=dict, alias="fields", description="Its fields and relations.", examples=[{"held_on": "$today"}]
    )
    when: Condition | None = Field(None, description="The entity is created only when this holds.")


class ActionSideEffect(Keyed):
    """An event to emit."""

    NAMED_AFTER = "event"

    event: EventCode = Field(description="The notification event.", examples=["report.closed"])
    when_parameter: SnakeCase | None = Field(None, description="The parameter that decides whether it is emitted.")
    when_equals: Any = Field(None, description="The value of that parameter that emits it.")
    payload_aliases: dict[str, Value] = Field(
        default_factory=dict, description="The event's payload.", examples=[{"report": "$entity.id"}]
    )


class ActionPlacement(Keyed):
    """A surface that offers the action."""

    NAMED_AFTER = "surface"

    surface: SnakeCase = Field(description="The surface's code.", examples=["record_header"])
    target_model: SnakeCase | None = Field(None, description="The entity type whose pages carry it, if another.")
    target_config: dict[str, Any] | None = Field(None, description="Settings of the placement.")
    label: str | None = Field(None, description="The words on the button, if not the action's label.")
    status: Status = Field("published", description="Whether it is offered.")


class Action(Item):
    """Something that can be done to entities of a type."""

    NAMING = ("key", "target_model")

    key: SnakeCase = Field(description="The action's name.", examples=["close_report"])
    label: NonEmpty = Field(description="Its name for people.", examples=["Close"])
    description: str = Field("", description="What it does.")
    target_model: SnakeCase = Field(description="The entity type it acts on.", examples=["pothole_report"])
    kind: Literal["detail", "bulk", "async"] = Field(
        "detail", description="On one target, on many, or in the background."
    )
    status: Status = Field("published", description="Published and deprecated actions run.")
    permissions_policy: PermissionsPolicy = Field(
        default_factory=PermissionsPolicy, description="Who may do what with it."
    )
    presentation: ActionPresentation = Field(default_factory=ActionPresentation, description="How it is shown.")
    flow: str | None = Field(None, description="Of an async action: the flow of this sheet that carries it.")
    webhook: str | None = Field(
        None, description="Of an async action: the address that carries it, in place of a flow."
    )
    bulk: Bulk | None = Field(None, description="Of a bulk action: how it works.")
    parameters: list[Parameter] = Field(default_factory=list, description="What the caller gives.")
    submission_criteria: list[SubmissionCriteria] = Field(default_factory=list, description="What must hold.")
    edits: list[ActionEdit] = Field(default_factory=list, description="What it changes on the target.")
    creates: list[ActionCreate] = Field(default_factory=list, description="What it creates.")
    side_effects: list[ActionSideEffect] = Field(default_factory=list, description="What it announces.")
    placements: list[ActionPlacement] = Field(default_factory=list, description="Where it is offered.")
