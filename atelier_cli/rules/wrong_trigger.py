"""An async action and its flow do not fit together.

A flow that carries an async action is started by that action, and says so: `trigger: {kind: action}`. A flow that says
so and that no action of its sheet names is never started.

## Example

```yaml
actions:
  - {key: order, label: Order, target_model: report, kind: async, flow: approve-order}
flows:
  - key: approve-order
    label: Approve an order
    trigger: {kind: manual}
    steps:
      - {id: decide, kind: human_task, with: {assignee: "role:director", description: Decide.}, on_rejected: halt}
```

## Instead

```yaml
actions:
  - {key: order, label: Order, target_model: report, kind: async, flow: approve-order}
flows:
  - key: approve-order
    label: Approve an order
    trigger: {kind: action}
    steps:
      - {id: decide, kind: human_task, with: {assignee: "role:director", description: Decide.}, on_rejected: halt}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Application, Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import ActionTrigger, Flow

SEVERITY = Severity.ERROR
CATEGORY = Category.FLOWS
NODES = (Flow,)


def check(node: Node[Flow], catalog: Catalog) -> Iterator[Diagnostic]:
    if node.lacks("trigger"):
        return
    flow, application = node.model, catalog.application_of(node)
    carried = [action for action in application.actions.values() if action.model.flow == flow.key]
    has_trigger = isinstance(flow.trigger, ActionTrigger)
    if carried and not has_trigger:
        says = "trigger" in flow.model_fields_set
        yield Diagnostic(
            "wrong-trigger",
            SEVERITY,
            f"the action `{carried[0].model.key}` starts this flow, whose trigger is `{flow.trigger.kind}`",
            node.at("trigger", "kind") if says else node.at("key"),
            labels=(Label(carried[0].at("flow"), "started here"),),
            help="write `trigger: {kind: action}`",
        )
    elif has_trigger and not carried and _knows_all(node, application):
        yield Diagnostic(
            "wrong-trigger",
            SEVERITY,
            f"no action starts the flow `{flow.key}`",
            node.at("trigger", "kind"),
            help=f"give an async action `flow: {flow.key}`, or the flow another trigger",
        )


def _knows_all(node: Node[Flow], application: Application) -> bool:
    """Whether no action may have meant the flow: one whose own was misspelt, was forgotten, or could not be read."""
    actions = [action.model for action in application.actions.values()]
    if any(action.kind == "async" and action.flow is None and action.webhook is None for action in actions):
        return False
    # A misspelt key at the top may have been `actions`.
    lost = {path[:1] for path in node.parsed.broken}
    named = {action.flow for action in actions} - {None}
    return named <= application.flows.keys() and lost.isdisjoint({(), ("actions",)})
