"""A step is tried again whose effect may happen once at most.

Where a call was made and no answer came, nobody knows whether it took effect. An action that its product declares as
`at_most_once` (which it is if nothing is declared) must not be repeated then: let the run go on by `on_error` instead.
Actions that are `idempotent` or `pure` may be tried again.

## Example

```yaml
flows:
  - key: call
    label: Call
    steps:
      - id: call
        kind: product_action
        with: {product: phone, action: place_call, payload: {phone: "12"}}
        retry: {max_attempts: 3}
```

## Instead

```yaml
flows:
  - key: call
    label: Call
    steps:
      - id: call
        kind: product_action
        with: {product: phone, action: place_call, payload: {phone: "12"}}
        on_error: ask
        next: end
      - {id: ask, kind: human_task, with: {assignee: "role:clerk", description: Please call them.}, on_rejected: halt}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.flow_contracts import product_action
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import ProductStep

SEVERITY = Severity.ERROR
CATEGORY = Category.FLOWS
NODES = (ProductStep,)


def check(node: Node[ProductStep], catalog: Catalog) -> Iterator[Diagnostic]:
    step = node.model
    action = product_action(step, catalog)
    if step.retry is None or step.retry.max_attempts == 1 or action is None or action.lacks("effect"):
        return
    if action.model.effect == "at_most_once":
        declared = "effect" if "effect" in action.model.model_fields_set else "code"
        yield Diagnostic(
            "unsafe-retry",
            SEVERITY,
            f"`{step.with_.product}/{step.with_.action}` may take effect once at most, and is tried again",
            node.at("retry", part="key"),
            labels=(Label(action.at(declared), "at_most_once"),),
            help="take `retry` out and use `on_error`",
        )
