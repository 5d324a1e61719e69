"""The rules of an organisation: whom to tell of which event, compiled from rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from atelier_cli.notify.words import Templates, templates
from atelier_cli.rows.application import Application
from atelier_cli.rows.notification import NotificationRule, NotificationTemplate
from atelier_cli.rows.row import Row


@dataclass(frozen=True, slots=True)
class Rules:
    """The active rules by the event they are about, in order, with the templates of each application."""

    by_event: Mapping[str, tuple[NotificationRule, ...]]
    templates: Mapping[str, Templates]

    @property
    def applications(self) -> frozenset[str]:
        """The applications that have rules."""
        return frozenset(row.address[0] for some in self.by_event.values() for row in some)

    def about(self, event: str) -> tuple[NotificationRule, ...]:
        return self.by_event.get(event, ())


def rules(rows: Iterable[Row]) -> Rules:
    """The rules among the rows of a plane, whichever application's action emits the event; inactive ones are left out.

    An application that is not enabled tells nobody of anything.
    """
    enabled: set[str] = set()
    words: dict[str, dict[str, NotificationTemplate]] = {}
    found: dict[str, list[NotificationRule]] = {}
    for row in rows:
        if not row.is_active:
            continue
        match row:
            case Application():
                enabled.update((row.code,) if row.is_enabled else ())
            case NotificationTemplate():
                words.setdefault(row.address[0], {})[row.key] = row
            case NotificationRule():
                found.setdefault(row.event, []).append(row)
            case _:
                pass
    return Rules(
        {event: _in_order(some, enabled) for event, some in found.items()},
        {application: templates(some) for application, some in words.items()},
    )


def _in_order(some: list[NotificationRule], enabled: set[str]) -> tuple[NotificationRule, ...]:
    kept = (row for row in some if row.address[0] in enabled)
    return tuple(sorted(kept, key=lambda row: (row.address[0], row.order, row.key)))
