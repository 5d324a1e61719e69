"""A condition compares with an operator that is not there.

`atelier explain` knows every operator by its name: what it compares, and when it holds.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: field, config: {field: status, operator: equals, value: open}}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: field, config: {field: status, operator: eq, value: open}}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.TYPES
NODES = ()
check = found_elsewhere
