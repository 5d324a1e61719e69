"""An expression works with a value that may not be there.

A field or parameter that is not `required`, and a member that its schema does not require, may be null. To compare such
a value with `==` or `!=` is fine; to read a member of it, to compare it with `<`, to add to it or to hand it to a
function stops the evaluation, and what it decides is refused. Ask first: `has(entity.due_on) && entity.due_on < now`,
`entity.due_on != null`, or with a value for the other case, `has(entity.due_on) ? entity.due_on : now`.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: expression, config: {expression: "entity.due_on < now"}}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: expression, config: {expression: "has(entity.due_on) && entity.due_on < now"}}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.WARNING
CATEGORY = Category.TYPES
NODES = ()
check = found_elsewhere
