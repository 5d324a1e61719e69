"""Both ways of a gate lead to the same step.

Whatever the expression says, the flow goes on alike: one of `onPass` and `onFail` was meant to lead elsewhere, or the
gate is not needed.

## Example

```yaml
flows:
  - key: call
    label: Call
    input: {type: object, required: [urgent], properties: {urgent: {type: boolean}}}
    steps:
      - {id: urgent, kind: gate, with: {expression: input.urgent, onPass: call, onFail: call}}
      - {id: call, kind: product_action, with: {product: phone, action: place_call, payload: {phone: "12"}}}
```

## Instead

```yaml
flows:
  - key: call
    label: Call
    input: {type: object, required: [urgent], properties: {urgent: {type: boolean}}}
    steps:
      - {id: urgent, kind: gate, with: {expression: input.urgent, onPass: call, onFail: halt}}
      - {id: call, kind: product_action, with: {product: phone, action: place_call, payload: {phone: "12"}}}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.flow_graph import has_same_ways
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import GateStep

SEVERITY = Severity.WARNING
CATEGORY = Category.FLOWS
NODES = (GateStep,)


def check(node: Node[GateStep], _catalog: Catalog) -> Iterator[Diagnostic]:
    said = node.model.with_
    if has_same_ways(node.model):
        yield Diagnostic(
            "same-ways",
            SEVERITY,
            f"the gate goes on with `{said.on_fail}` whether it passes or not",
            node.at("with", "onFail"),
            labels=(Label(node.at("with", "onPass"), "the same"),),
            help="let one of the two lead elsewhere, or take the gate out",
        )
