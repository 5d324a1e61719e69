"""An expression cannot be read.

Expressions are a subset of CEL: `==` compares, `&&`, `||` and `!` combine, texts stand in quotes.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: expression, config: {expression: "entity.visits > 0 and entity.visits < 9"}}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: expression, config: {expression: "entity.visits > 0 && entity.visits < 9"}}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.TYPES
NODES = ()
check = found_elsewhere
