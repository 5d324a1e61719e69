"""What the store says of an event that is to be told: the rules about it, and what they are told in."""

from collections.abc import Iterable

from atelier_cli import names
from atelier_cli.language.types import ANY, from_schema
from atelier_cli.notify.compose import Occasion
from atelier_cli.notify.people import StoredDirectory
from atelier_cli.notify.rules import Rules, rules
from atelier_cli.plan.settings import settings_of
from atelier_cli.rows.application import Application, ApplicationSetting
from atelier_cli.rows.notification import NotificationRule, NotificationTemplate
from atelier_cli.rows.plane import SYSTEM, Plane, StoredRow
from atelier_cli.rows.row import Row
from atelier_cli.rows.row_set import row_set
from atelier_cli.rows.vocabulary import NotificationEvent
from atelier_cli.store.protocol import Transaction


def rules_about(transaction: Transaction, plane: Plane, event: str) -> Rules:
    """The rules of an organisation about an event, with all that they need."""
    about = _rows(transaction.rows(plane, NotificationRule, event=event))
    applications = sorted({row.address[0] for row in about})
    around = (
        *transaction.rows(plane, Application, code=applications),
        *transaction.rows(plane, NotificationTemplate, application=applications),
    )
    return rules([*about, *_rows(around)])


def occasion(transaction: Transaction, plane: Plane, event: str, applications: Iterable[str]) -> Occasion:
    """What an event is told in."""
    wanted = sorted(set(applications))
    settings = row_set(_rows(transaction.rows(plane, ApplicationSetting, application=wanted)))
    declared = _rows(transaction.rows(SYSTEM, NotificationEvent, code=event))
    schema = declared[0].payload_schema if declared and isinstance(declared[0], NotificationEvent) else None
    return Occasion(
        organisation=names.humanise(plane.key),
        directory=StoredDirectory(transaction, plane),
        settings={application: settings_of(settings, application)[0] for application in wanted},
        payload_type=ANY if schema is None else from_schema(schema),
    )


def _rows(stored: Iterable[StoredRow]) -> list[Row]:
    return [one.row for one in stored]
