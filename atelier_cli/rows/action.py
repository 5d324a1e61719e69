"""The rows of an action: what it is, and its six lists of children."""

from dataclasses import dataclass
from typing import Annotated

from atelier_cli.rows.application import Application
from atelier_cli.rows.row import Json, Row, To


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionType(Row):
    """Something that can be done to entities of a type."""

    TABLE = "atelier_action_type"
    PARENT = Application
    KEY = ("target_model", "key")
    COUNTED = True

    target_model: Annotated[str, To("entity_type")]
    key: str
    label: str
    description: str
    kind: str
    status: str
    permissions_policy: Json
    presentation: Json
    flow: Annotated[str, To("flow", within=1)] | None
    webhook: str | None
    bulk: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionParameter(Row):
    """A value that the caller of an action gives."""

    TABLE = "atelier_action_parameter"
    PARENT = ActionType

    key: str
    label: str
    help: str
    type: str
    object_type: Annotated[str, To("entity_type")] | None
    required: bool
    default: Json
    constraints: Json
    values_from: Json
    visibility: Json
    sensitive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSubmissionCriteria(Row):
    """A condition on submitting an action."""

    TABLE = "atelier_action_submission_criteria"
    PARENT = ActionType

    key: str
    criteria_type: str
    config: Json
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEdit(Row):
    """A change that an action makes to a field of its target."""

    TABLE = "atelier_action_edit"
    PARENT = ActionType

    key: str
    field: str
    op: str
    value: Json
    function_args: Json
    when: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionCreate(Row):
    """An entity that an action creates."""

    TABLE = "atelier_action_create"
    PARENT = ActionType

    key: str
    entity_type: Annotated[str, To("entity_type")]
    fields: Json
    when: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSideEffect(Row):
    """An event that an action emits."""

    TABLE = "atelier_action_side_effect"
    PARENT = ActionType

    key: str
    event: Annotated[str, To("notification_event")]
    when_parameter: str | None
    when_equals: Json
    payload_aliases: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPlacement(Row):
    """A surface on which an action is offered."""

    TABLE = "atelier_action_placement"
    PARENT = ActionType

    key: str
    surface: Annotated[str, To("action_surface")]
    target_model: Annotated[str, To("entity_type")] | None
    target_config: Json
    label: str | None
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyRule(Row):
    """A role that may apply an action: derived from the action's policy and its `role_access` criteria."""

    TABLE = "atelier_apply_rule"
    PARENT = ActionType
    KEY = ("role",)
    ORDERED = False
    DERIVED = True

    role: Annotated[str, To("role")]
    #: `{target_model}:{key}` of the action.
    qualified_key: str
