"""An async action names a flow that its sheet does not have.

An async action is carried by a flow of the same sheet, which it names by its key.

## Example

```yaml
actions:
  - key: order
    label: Order
    target_model: report
    kind: async
    flow: aprove-order
flows:
  - key: approve-order
    label: Approve an order
    trigger: {kind: action}
    steps:
      - {id: decide, kind: human_task, with: {assignee: "role:director", description: Decide.}, on_rejected: halt}
```

## Instead

```yaml
actions:
  - key: order
    label: Order
    target_model: report
    kind: async
    flow: approve-order
flows:
  - key: approve-order
    label: Approve an order
    trigger: {kind: action}
    steps:
      - {id: decide, kind: human_task, with: {assignee: "role:director", description: Decide.}, on_rejected: halt}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import dangling
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = (Action,)


def check(node: Node[Action], catalog: Catalog) -> Iterator[Diagnostic]:
    key = node.model.flow
    known = catalog.application_of(node).flows
    if key is None or key in known or ("flows",) in node.parsed.gaps:
        return
    if key not in catalog.suspects:
        yield dangling(
            "unknown-flow",
            f"unknown flow `{key}`",
            key,
            known,
            node.at("flow"),
            otherwise="add it to the `flows` of this sheet",
        )
