"""A wait has no time-out.

The event may never come: nobody sends it, or the match is too narrow. Without `timeoutMs` the run then waits until the
deadline of its flow, or for ever, and `on_timeout` is never taken.

## Example

```yaml
flows:
  - key: call
    label: Call
    steps:
      - {id: call, kind: product_action, with: {product: phone, action: place_call, payload: {phone: "12"}}}
      - id: answer
        kind: event_wait
        with: {eventType: phone.call.answered, match: payload.call_id == context.call_id}
```

## Instead

```yaml
flows:
  - key: call
    label: Call
    steps:
      - {id: call, kind: product_action, with: {product: phone, action: place_call, payload: {phone: "12"}}}
      - id: answer
        kind: event_wait
        with: {eventType: phone.call.answered, match: payload.call_id == context.call_id, timeoutMs: 86400000}
        on_timeout: halt
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import WaitStep

SEVERITY = Severity.WARNING
CATEGORY = Category.FLOWS
NODES = (WaitStep,)


def check(node: Node[WaitStep], _catalog: Catalog) -> Iterator[Diagnostic]:
    step = node.model
    if step.with_.timeout_ms is None and not node.is_broken():
        way = step.on_timeout
        yield Diagnostic(
            "wait-without-timeout",
            SEVERITY,
            f"`{step.id}` waits for `{step.with_.event_type}` without a time-out",
            node.at("with", "eventType"),
            labels=() if way is None else (Label(node.at("on_timeout"), "never taken"),),
            help="add `timeoutMs` to `with`, and say with `on_timeout` what comes then",
        )
