"""A gate refuses, and does not say why.

Whoever is refused is shown the message of the gate: without one, nothing but its key.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: field, config: {field: status, operator: eq, value: open}}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: field, config: {field: status, operator: eq, value: open}, message: It is not open.}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category, Profile
from atelier_cli.sheet.models.action import Action

SEVERITY = Severity.INFO
CATEGORY = Category.STYLE
PROFILE = Profile.STRICT

NODES = (Action,)


def check(node: Node[Action], _catalog: Catalog) -> Iterator[Diagnostic]:
    for i, criteria in enumerate(node.model.submission_criteria):
        if getattr(criteria.config, "enforcement", "") == "gate" and not criteria.message:
            message = "the gate does not say why it refuses"
            place = node.at("submission_criteria", i, "config", part="key")
            yield Diagnostic("silent-gate", SEVERITY, message, place, help="add a `message`")
