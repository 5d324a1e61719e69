"""A side effect or a notification rule names a notification event that no vocabulary has.

Notification events are what actions announce and rules tell people about; they are declared, with the schema of their
payload, in `events` of a vocabulary. (Events on the bus are another matter: see unknown-event-type.)

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    side_effects:
      - {event: report.close, payload_aliases: {report: $entity.id}}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    side_effects:
      - {event: report.closed, payload_aliases: {report: $entity.id}}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import dangling
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import ActionSideEffect
from atelier_cli.sheet.models.notification import NotificationRule

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = (ActionSideEffect, NotificationRule)


def check(node: Node[Any], catalog: Catalog) -> Iterator[Diagnostic]:
    code = node.model.event
    if code not in catalog.events and code not in catalog.suspects:
        yield dangling(
            "unknown-event",
            f"unknown event `{code}`",
            code,
            catalog.events,
            node.at("event"),
            otherwise="add it to the `events` of a vocabulary",
        )
