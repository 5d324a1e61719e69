"""A rule waits for an event that no action emits.

Notification events are emitted by the side effects of actions: those of this sheet, or of another one of the project.

## Example

```yaml
notifications:
  templates:
    - {key: planned, subject: Planned, body_text: Soon.}
  rules:
    - {key: tell, event: report.planned, recipients_resolver: "role:clerk", template: planned, channels: [inbox]}
```

## Instead

```yaml
notifications:
  templates:
    - {key: closed, subject: Closed, body_text: Done.}
  rules:
    - {key: tell, event: report.closed, recipients_resolver: "role:clerk", template: closed, channels: [inbox]}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.notification import NotificationRule

SEVERITY = Severity.WARNING
CATEGORY = Category.NOTIFICATIONS
NODES = (NotificationRule,)


def check(node: Node[NotificationRule], catalog: Catalog) -> Iterator[Diagnostic]:
    code = node.model.event
    event = catalog.events.get(code)
    if event is None or code in catalog.emitted or code in catalog.suspects:
        return
    # An action that could not be read, or emits an event that is not known, is probably the one.
    is_whole = not any(application.node.parsed.broken for application in catalog.sheets.values())
    if is_whole and catalog.emitted <= catalog.events.keys():
        yield Diagnostic(
            "unsent-event",
            SEVERITY,
            f"no action emits `{code}`",
            node.at("event"),
            labels=(Label(event.at("code"), "declared here"),),
            help="give the action that it is about a side effect",
        )
