"""The `notifications` and `settings` blocks."""

from typing import Annotated, Any, Literal

from pydantic import Field

from atelier_cli import names
from atelier_cli.language.types import FieldType
from atelier_cli.language.words import EventCode, Model, SnakeCase, WordCase
from atelier_cli.sheet.models.base import Condition, Item, Unordered, Words


class Template(Item):
    """The words of a notification."""

    key: WordCase = Field(description="The template's name.", examples=["closed"])
    subject: str = Field(description="The subject line.", examples=["Report {{ report }} is closed"])
    body_text: str = Field(description="The body as plain text.")
    body_html: str | None = Field(None, description="The body as HTML.")
    extends: str | None = Field(None, description="The template it fills in; `base` is the packaged layout.")
    available_vars: Words = Field(default_factory=list, description="The names that the words may use.")


class NotificationRule(Item):
    """Who is told of an event."""

    key: WordCase = Field(description="The rule's name.", examples=["tell-reporter"])
    event: EventCode = Field(description="The notification event.", examples=["report.closed"])
    filter: Condition | None = Field(None, description="Which of the events, by their payload.")
    recipients_resolver: Annotated[str, Field(pattern=names.RECIPIENTS)] = Field(
        description="Who is told: `field:<path>`, `role:<r>`, `user:<key>` or `group:<g>`.", examples=["role:director"]
    )
    template: WordCase = Field(description="The template of this sheet.", examples=["closed"])
    channels: Annotated[list[Literal["console", "email", "webhook", "inbox"]], Unordered()] = Field(
        min_length=1, description="How they are told.", examples=[["email", "inbox"]]
    )


class Notifications(Model):
    """Who is told of what, in which words."""

    templates: list[Template] = Field(default_factory=list, description="The words.")
    rules: list[NotificationRule] = Field(default_factory=list, description="Who is told of which event.")


class Setting(Item):
    """A typed value that an organisation may set; read as `$config.KEY`."""

    key: SnakeCase = Field(description="The setting's name.", examples=["repair_days"])
    type: FieldType = Field(description="The type of the value.", examples=["integer"])
    default_value: Any = Field(None, description="The value where none is set.", examples=[10])
    value: Any = Field(None, description="The value set.")
