"""A flow goes on with a step that is not active.

A step with `is_active: false` is kept, but takes no part in what runs: a way that leads to it leads nowhere.

## Example

```yaml
flows:
  - key: call
    label: Call
    steps:
      - id: call
        kind: product_action
        with: {product: phone, action: place_call, payload: {phone: "12"}}
        on_error: ask
      - {id: ask, kind: human_task, with: {assignee: "role:clerk", description: D}, on_rejected: halt, is_active: false}
```

## Instead

```yaml
flows:
  - key: call
    label: Call
    steps:
      - {id: call, kind: product_action, with: {product: phone, action: place_call, payload: {phone: "12"}}}
      - {id: ask, kind: human_task, with: {assignee: "role:clerk", description: D}, on_rejected: halt, is_active: false}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.flow_graph import flow_graph
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import Flow

SEVERITY = Severity.ERROR
CATEGORY = Category.FLOWS
NODES = (Flow,)


def check(node: Node[Flow], catalog: Catalog) -> Iterator[Diagnostic]:
    if all(step.is_active for step in node.model.steps):
        return
    asleep = {step.id: i for i, step in enumerate(node.model.steps) if not step.is_active}
    for step, ways in catalog.once(flow_graph, node).ways.items():
        for way in ways:
            if way.path and way.target is None and way.word in asleep:
                yield Diagnostic(
                    "inactive-step",
                    SEVERITY,
                    f"the step `{way.word}` is not active",
                    node.at("steps", step, *way.path),
                    labels=(Label(node.at("steps", asleep[way.word], "is_active"), "not active"),),
                    help="lead to a step that is, or make it active",
                )
