"""An expression compares a choice with a word that it can never be.

A field or parameter of type `enum`, and a member whose schema has an `enum`, hold one of the words that are listed
there. A comparison with another word is never true, and an expression that gives one gives a value that cannot be
stored.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: expression, config: {expression: "entity.status == 'opne'"}}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: expression, config: {expression: "entity.status == 'open'"}}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.TYPES
NODES = ()
check = found_elsewhere
