"""What begins like a reference cannot be read as one.

A reference is a root and names joined by dots (`$entity.crew.name`), or an instant with an ISO 8601 offset
(`$now+P3D`). Text that begins with the sign itself is written with two: `$$15 flat fee`.

## Example

```yaml
actions:
  - key: plan
    label: Plan
    target_model: report
    edits:
      - {field: due_on, value: $today+3D}
```

## Instead

```yaml
actions:
  - key: plan
    label: Plan
    target_model: report
    edits:
      - {field: due_on, value: $today+P3D}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.TYPES
NODES = ()
check = found_elsewhere
