"""A role may apply an action that it does not see.

Who has no role in `view` is told that there is no such action: `apply` alone opens nothing.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    permissions_policy: {view: [clerk], apply: [clerk, director]}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    permissions_policy: {view: [clerk, director], apply: [clerk, director]}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import PermissionsPolicy

SEVERITY = Severity.WARNING
CATEGORY = Category.ACTIONS
NODES = (PermissionsPolicy,)


def check(node: Node[PermissionsPolicy], catalog: Catalog) -> Iterator[Diagnostic]:
    view = node.model.view
    if node.is_broken() or any(role not in catalog.roles for role in view):
        return  # a misspelt role is one mistake
    for i, role in enumerate(node.model.apply):
        if role not in view and role in catalog.roles:
            message = f"`{role}` may apply the action, and does not see it"
            yield Diagnostic("unseen-action", SEVERITY, message, node.at("apply", i), help="add it to `view`")
