"""A task is given to a person by name.

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

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category, Profile
from atelier_cli.sheet.models.flow import HumanStep

SEVERITY = Severity.WARNING
CATEGORY = Category.PLANES
#: A sheet of one organisation may name its people.
PROFILE = Profile.STRICT
NODES = (HumanStep,)
_PREFIX = "user:"


def check(node: Node[HumanStep], _catalog: Catalog) -> Iterator[Diagnostic]:
    said = node.model.with_
    # What four-eyes says of a task for one person is said once.
    if said.assignee.startswith(_PREFIX) and said.approvals == 1 and not said.forbid:
        yield Diagnostic(
            "named-user",
            SEVERITY,
            f"a sheet for many organisations names a person: `{said.assignee.removeprefix(_PREFIX)}`",
            node.at("with", "assignee"),
            help="give the task to a role, as in `role:director`",
        )
