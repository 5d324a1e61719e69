"""An action does nothing.

It edits and creates nothing and announces nothing, and nobody carries it: all that is left of it is a line in the
audit.

## Example

```yaml
actions:
  - {key: close, label: Close, target_model: report}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    edits:
      - {field: status, value: closed}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category, Profile
from atelier_cli.sheet.models.action import Action

SEVERITY = Severity.INFO
CATEGORY = Category.ACTIONS
PROFILE = Profile.STRICT

NODES = (Action,)


def check(node: Node[Action], _catalog: Catalog) -> Iterator[Diagnostic]:
    action = node.model
    if action.kind != "async" and not (action.edits or action.creates or action.side_effects or node.is_broken()):
        message = f"`{action.key}` edits, creates and announces nothing"
        yield Diagnostic("empty-action", SEVERITY, message, node.at("key"), help="give it something to do")
