"""A flow waits for, or is started by, a type of event that no vocabulary has.

Types of events on the bus are declared, with the product that sends them and the schema of their payload, in
`event_types` of a vocabulary. An event of another type would never arrive.

## Example

```yaml
flows:
  - key: from-opportunity
    label: From an opportunity
    trigger: {kind: event, event_type: rfp.opportunity.fund}
    steps:
      - {id: decide, kind: human_task, with: {assignee: "role:director", description: Decide.}, on_rejected: halt}
```

## Instead

```yaml
flows:
  - key: from-opportunity
    label: From an opportunity
    trigger: {kind: event, event_type: rfp.opportunity.found}
    steps:
      - {id: decide, kind: human_task, with: {assignee: "role:director", description: Decide.}, on_rejected: halt}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import dangling
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import EventTrigger, WaitStep

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = (EventTrigger, WaitStep)


def check(node: Node[Any], catalog: Catalog) -> Iterator[Diagnostic]:
    if isinstance(node.model, WaitStep):
        code, place = node.model.with_.event_type, node.at("with", "eventType")
    else:
        code, place = node.model.event_type, node.at("event_type")
    if code not in catalog.event_types and code not in catalog.suspects:
        yield dangling(
            "unknown-event-type",
            f"unknown event type `{code}`",
            code,
            catalog.event_types,
            place,
            otherwise="add it to the `event_types` of a vocabulary",
        )
