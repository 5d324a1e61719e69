"""A label says what is made from the key anyway.

A field, a parameter and an entity type without a name for people get one that is made from the key: `due_on` becomes
"Due on". Say it where it is to be something else.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: due_on, label: Due on, type: date}
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
from atelier_cli.names import humanise
from atelier_cli.rules.protocol import Category, Profile
from atelier_cli.sheet.models.action import Parameter
from atelier_cli.sheet.models.entity import EntityField

SEVERITY = Severity.INFO
CATEGORY = Category.STYLE
PROFILE = Profile.STRICT

NODES = (Parameter, EntityField)


def check(node: Node[Any], _catalog: Catalog) -> Iterator[Diagnostic]:
    label, key = node.model.HUMANISED
    said = getattr(node.model, label)
    if said is not None and said == humanise(getattr(node.model, key)):
        place = node.at(label)
        yield Diagnostic(
            "redundant-label",
            SEVERITY,
            f"`{label}` says what is made from the key anyway",
            place,
            help="leave it out",
            fixes=(Fix("leave it out", safe=True, edits=(Edit(place, None),)),),
        )
