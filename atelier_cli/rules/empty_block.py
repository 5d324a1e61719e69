"""A block has nothing in it.

A list or mapping that is empty says what holds without it, and looks as if something were to come.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    creates: []
    edits:
      - {field: due_on, value: $today}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    edits:
      - {field: due_on, value: $today}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Edit, Fix, Severity
from atelier_cli.rules.protocol import Category, Profile
from atelier_cli.sheet.models.action import Action
from atelier_cli.sheet.models.entity import EntitySchema
from atelier_cli.sheet.models.notification import Notifications
from atelier_cli.sheet.models.sheet import CARRIED_BLOCKS, Sheet
from atelier_cli.sheet.models.vocabulary import Vocabulary

SEVERITY = Severity.INFO
CATEGORY = Category.STYLE
PROFILE = Profile.STRICT

NODES = (Action, EntitySchema, Notifications, Sheet, Vocabulary)


def check(node: Node[Any], _catalog: Catalog) -> Iterator[Diagnostic]:
    for name in sorted(node.model.model_fields_set):
        said = getattr(node.model, name)
        key = name.rstrip("_")
        # What is carried is nobody's business; what a part was left out of is not empty.
        if said in ([], {}) and name not in CARRIED_BLOCKS and not _is_broken(node, key):
            place = node.at(key)
            yield Diagnostic(
                "empty-block",
                SEVERITY,
                f"`{key}` has nothing in it",
                node.at(key, part="key"),
                help="leave it out",
                fixes=(Fix("leave it out", safe=True, edits=(Edit(place, None),)),),
            )


def _is_broken(node: Node[Any], key: str) -> bool:
    return node.at(key).path in node.parsed.broken
