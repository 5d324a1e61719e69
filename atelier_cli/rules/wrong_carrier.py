"""An action says who carries it, and need not; or it must, and does not.

An `async` action is carried by a flow of its sheet, or by a webhook: by exactly one of the two. An action of another
kind is done when it is submitted, and nobody carries it. The parameters of the action are the input of the flow: what
the flow requires there is a parameter, or the flow can never start.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    kind: async
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    kind: async
    webhook: https://works.example/orders
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action

SEVERITY = Severity.ERROR
CATEGORY = Category.ACTIONS
NODES = (Action,)
_CARRIERS = ("flow", "webhook")


def check(node: Node[Action], catalog: Catalog) -> Iterator[Diagnostic]:
    action = node.model
    carriers = [key for key in _CARRIERS if getattr(action, key) is not None]
    if action.kind == "async":
        if not carriers and not node.is_broken():
            message = "an async action needs a `flow` or a `webhook` that carries it"
            yield Diagnostic("wrong-carrier", SEVERITY, message, node.at("kind"), help="name a flow of this sheet")
        elif len(carriers) > 1:
            yield Diagnostic(
                "wrong-carrier",
                SEVERITY,
                "expected a `flow` or a `webhook`, found both",
                node.at("webhook", part="key"),
                labels=(Label(node.at("flow", part="key"), "the flow"),),
                help="leave one of them out",
            )
        elif action.flow is not None:
            yield from _unfed(node, action.flow, catalog)
        return
    for key in carriers:
        message = f"`{key}` carries an async action, and this one is of kind `{action.kind}`"
        yield Diagnostic(
            "wrong-carrier", SEVERITY, message, node.at(key, part="key"), help="make it `kind: async`, or leave it out"
        )


def _unfed(node: Node[Action], key: str, catalog: Catalog) -> Iterator[Diagnostic]:
    """What the flow requires as its input, and the action has no parameter for."""
    flow = catalog.application_of(node).flows.get(key)
    schema = None if flow is None else flow.model.input
    required = None if schema is None else schema.get("required")
    if flow is None or not isinstance(required, list) or node.lacks("parameters"):
        return
    given = {parameter.key for parameter in node.model.parameters if parameter.is_active}
    lacking = [f"`{name}`" for name in required if isinstance(name, str) and name not in given]
    if lacking:
        names = " and ".join(lacking)
        yield Diagnostic(
            "wrong-carrier",
            SEVERITY,
            f"the flow `{key}` requires {names} as its input, and the action has no such parameter",
            node.at("flow"),
            labels=(Label(flow.at("input", "required"), "required here"),),
            help=f"add {names} to `parameters`, or do not require it in the flow",
        )
