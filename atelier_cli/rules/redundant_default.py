"""A key says what holds without it.

`is_active: true`, `required: false` and their like are what a part is without them: what is written stands out when it
is what differs.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: due_on, type: date, required: false}
    edits:
      - {field: due_on, value: $parameters.due_on}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: due_on, type: date}
    edits:
      - {field: due_on, value: $parameters.due_on}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Edit, Fix, Severity
from atelier_cli.rules.protocol import Category, Profile
from atelier_cli.sheet.models.action import Action, ActionEdit, ActionPlacement, Parameter
from atelier_cli.sheet.models.entity import Entity, EntityField, Relationship
from atelier_cli.sheet.models.flow import Flow
from atelier_cli.sheet.models.notification import NotificationRule, Setting, Template

SEVERITY = Severity.INFO
CATEGORY = Category.STYLE
PROFILE = Profile.STRICT

NODES = (
    Action, ActionEdit, ActionPlacement, Entity, EntityField, Flow, NotificationRule, Parameter, Relationship, Setting,
    Template,
)  # fmt: skip
#: Keys that nobody writes for clearness, with what holds without them.
_DEFAULTS = {
    "is_active": True, "required": False, "indexed": False, "deprecated": False, "sensitive": False, "visible": True,
    "visibility": "visible", "status": "published", "op": "set",
}  # fmt: skip


def check(node: Node[Any], _catalog: Catalog) -> Iterator[Diagnostic]:
    for key in _DEFAULTS.keys() & node.model.model_fields_set:
        if getattr(node.model, key) == _DEFAULTS[key]:
            place = node.at(key)
            yield Diagnostic(
                "redundant-default",
                SEVERITY,
                f"`{key}` says what holds without it",
                place,
                help="leave it out",
                fixes=(Fix("leave it out", safe=True, edits=(Edit(place, None),)),),
            )
