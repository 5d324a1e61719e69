"""A reference or an expression begins with, or goes on to, a name that means nothing there.

What can be read depends on the place: an action reads `$parameters`, `$entity`, `$user` and their like, a flow reads
`$context`, `$steps`, `$run`, and `$input` where it declares an `input`. A member after a dot must be one that what
stands before it has.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: expression, config: {expression: "entiti.reporter != user.id"}}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: expression, config: {expression: "entity.reporter != user.id"}}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = ()
check = found_elsewhere
