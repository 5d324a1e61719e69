"""A gate or a match always says the same.

Its expression reads nothing that could change it: the gate passes always or never, and the event matches always or
never.

## Example

```yaml
flows:
  - key: call
    label: Call
    input: {type: object, required: [urgent], properties: {urgent: {type: boolean}}}
    steps:
      - {id: urgent, kind: gate, with: {expression: input.urgent || 1 < 2, onPass: call, onFail: halt}}
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
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Path, Severity
from atelier_cli.language.expression.constant import constant
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import EventTrigger, GateStep, WaitStep

SEVERITY = Severity.WARNING
CATEGORY = Category.FLOWS
NODES = (EventTrigger, GateStep, WaitStep)


def check(node: Node[Any], _catalog: Catalog) -> Iterator[Diagnostic]:
    path, text = _expression(node.model)
    said = None if text is None else constant(text)
    if said is not None:
        yield Diagnostic(
            "constant-expression", SEVERITY, _message(node.model, said=said), node.at(*path), help=_help(node.model)
        )


def _expression(model: GateStep | WaitStep | EventTrigger) -> tuple[Path, str | None]:
    match model:
        case GateStep():
            return ("with", "expression"), model.with_.expression
        case WaitStep():
            return ("with", "match"), model.with_.match
        case EventTrigger():
            return ("match",), model.match


def _message(model: Any, *, said: bool) -> str:
    often = "always" if said else "never"
    return f"the gate {often} passes" if isinstance(model, GateStep) else f"the event {often} matches"


def _help(model: Any) -> str:
    if isinstance(model, GateStep):
        return "compare something that differs from run to run, or take the gate out"
    return "compare something of the event, or leave `match` out"
