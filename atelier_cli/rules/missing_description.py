"""An action or a flow does not say what it is for.

Its label is what people click. The description tells those who decide on it, change it, or let an assistant use it,
what comes of it.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    edits:
      - {field: due_on, value: $today}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    description: Puts the report on the list of today.
    edits:
      - {field: due_on, value: $today}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category, Profile
from atelier_cli.sheet.models.action import Action
from atelier_cli.sheet.models.flow import Flow

SEVERITY = Severity.INFO
CATEGORY = Category.STYLE
PROFILE = Profile.STRICT

NODES = (Action, Flow)


def check(node: Node[Any], _catalog: Catalog) -> Iterator[Diagnostic]:
    if not node.model.description and not node.is_broken():
        message = f"`{node.model.key}` does not say what it is for"
        yield Diagnostic("missing-description", SEVERITY, message, node.at("key"), help="add a `description`")
