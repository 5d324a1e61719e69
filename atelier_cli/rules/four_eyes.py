"""A task asks for more people than can decide on it.

A task for one person cannot have two approvals. Where whoever started the flow must not decide, a task for one person
is stuck as soon as that person starts it; and a flow that an event opens was started by nobody, so that nothing is
forbidden.

## Example

```yaml
flows:
  - key: sign
    label: Sign
    steps:
      - id: sign
        kind: human_task
        with: {assignee: "user:ana", description: Sign., approvals: 2}
        on_rejected: halt
```

## Instead

```yaml
flows:
  - key: sign
    label: Sign
    steps:
      - id: sign
        kind: human_task
        with: {assignee: "role:director", description: Sign., approvals: 2}
        on_rejected: halt
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import EventTrigger, Flow, HumanStep

SEVERITY = Severity.ERROR
CATEGORY = Category.FLOWS
NODES = (HumanStep,)
_PREFIX = "user:"


def check(node: Node[HumanStep], _catalog: Catalog) -> Iterator[Diagnostic]:
    said = node.model.with_
    is_one = said.assignee.startswith(_PREFIX)
    flow = node.around(Flow)
    if is_one and said.approvals > 1:
        yield Diagnostic(
            "four-eyes",
            SEVERITY,
            f"`{said.assignee}` is one person, and {said.approvals} must approve",
            node.at("with", "assignee"),
            labels=(Label(node.at("with", "approvals"), f"{said.approvals} approvals"),),
            help="give the task to a role, or ask for one approval",
        )
    elif is_one and said.forbid:
        yield Diagnostic(
            "four-eyes",
            SEVERITY,
            f"nobody may decide where `{said.assignee}` has started the flow",
            node.at("with", "assignee"),
            labels=(Label(node.at("with", "forbid"), "forbidden here"),),
            help="give the task to a role",
        )
    elif said.forbid and flow is not None and isinstance(flow.model.trigger, EventTrigger):
        yield Diagnostic(
            "four-eyes",
            SEVERITY,
            "`initiator` forbids nobody: an event opens this flow",
            node.at("with", "forbid", 0),
            labels=(Label(flow.at("trigger", "kind"), "opened here"),),
            help="take `forbid` out, or ask for two approvals",
        )
