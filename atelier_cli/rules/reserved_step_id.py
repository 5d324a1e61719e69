"""A step is called by a word that says where a flow ends.

`end`, `fail` and `halt` end a run where a way on is expected; a step of that name could never be gone on with.

## Example

```yaml
flows:
  - key: call
    label: Call
    steps:
      - {id: end, kind: product_action, with: {product: phone, action: place_call, payload: {phone: "12"}}}
```

## Instead

```yaml
flows:
  - key: call
    label: Call
    steps:
      - {id: last-call, kind: product_action, with: {product: phone, action: place_call, payload: {phone: "12"}}}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.flow_graph import ENDS
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import Flow

SEVERITY = Severity.ERROR
CATEGORY = Category.FLOWS
NODES = (Flow,)


def check(node: Node[Flow], _catalog: Catalog) -> Iterator[Diagnostic]:
    for i, step in enumerate(node.model.steps):
        if step.id in ENDS:
            yield Diagnostic(
                "reserved-step-id",
                SEVERITY,
                f"`{step.id}` says where a flow ends, and is no name for a step",
                node.at("steps", i, "id"),
                help="give the step another name",
            )
