"""An edit changes nothing.

A field that is set to its own value, or a number that is increased by nothing, is the same afterwards: such an edit is
dropped, and where there is no other the action comes to nothing.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    edits:
      - {field: due_on, value: $entity.due_on}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    edits:
      - {field: due_on, value: $today+P10D}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import ActionEdit

SEVERITY = Severity.WARNING
CATEGORY = Category.ACTIONS
NODES = (ActionEdit,)


def check(node: Node[ActionEdit], _catalog: Catalog) -> Iterator[Diagnostic]:
    edit = node.model
    if edit.op == "set" and edit.value == f"$entity.{edit.field}":
        message = f"`{edit.field}` is set to its own value"
    elif edit.op == "increment" and edit.value == 0 and not isinstance(edit.value, bool):
        message = f"`{edit.field}` is increased by nothing"
    else:
        return
    yield Diagnostic("idle-edit", SEVERITY, message, node.at("value"), help="set another value, or leave the edit out")
