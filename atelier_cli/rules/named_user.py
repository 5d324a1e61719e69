"""A task is given to a person by name, or a notification sent to one.

A sheet becomes a template, and a template is forked into many organisations: there is nobody of that name in most of
them, and where there is, it is somebody else. A role says whose work it is; each organisation says who has it. In the
sheet of one organisation, ignore this.

## Example

```yaml
flows:
  - key: sign
    label: Sign
    steps:
      - {id: sign, kind: human_task, with: {assignee: "user:ana", description: Sign.}, on_rejected: halt}
```

## Instead

```yaml
flows:
  - key: sign
    label: Sign
    steps:
      - {id: sign, kind: human_task, with: {assignee: "role:director", description: Sign.}, on_rejected: halt}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Place, Severity
from atelier_cli.rules.protocol import Category, Profile
from atelier_cli.sheet.models.flow import HumanStep
from atelier_cli.sheet.models.notification import NotificationRule

SEVERITY = Severity.WARNING
CATEGORY = Category.PLANES
#: A sheet of one organisation may name its people.
PROFILE = Profile.STRICT
NODES = (HumanStep, NotificationRule)
_PREFIX = "user:"


def check(node: Node[Any], _catalog: Catalog) -> Iterator[Diagnostic]:
    if isinstance(node.model, NotificationRule):
        yield from _of(node.model.recipients_resolver, node.at("recipients_resolver"), "tell a role")
        return
    said = node.model.with_
    # What four-eyes says of a task for one person is said once.
    if said.approvals == 1 and not said.forbid:
        yield from _of(said.assignee, node.at("with", "assignee"), "give the task to a role")


def _of(said: str, place: Place, hint: str) -> Iterator[Diagnostic]:
    if said.startswith(_PREFIX):
        message = f"a sheet for many organisations names a person: `{said.removeprefix(_PREFIX)}`"
        yield Diagnostic("named-user", SEVERITY, message, place, help=f"{hint}, as in `role:director`")
