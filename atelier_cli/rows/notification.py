"""The rows of notifications: whom to tell of which event, and in which words."""

from dataclasses import dataclass
from typing import Annotated

from atelier_cli.rows.application import Application
from atelier_cli.rows.row import Json, Row, To, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationTemplate(Row):
    """The words of a notification."""

    TABLE = "atelier_notification_template"
    PARENT = Application

    key: str
    subject: str
    body_text: str
    body_html: str | None
    #: The key of another template of the application, or of the packaged layout.
    extends: str | None
    available_vars: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationRule(Row):
    """Who is told of an event, through which channels."""

    TABLE = "atelier_notification_rule"
    PARENT = Application

    key: str
    event: Annotated[str, To("notification_event")]
    filter: Json
    recipients_resolver: str
    template: Annotated[str, To("notification_template", within=1)]
    channels: Words
