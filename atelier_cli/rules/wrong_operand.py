"""An operator is given sides that it does not compare.

Numbers compare with numbers, dates with dates, lists have items and texts have beginnings. A comparison of sides of
other types would never hold, whatever the values.

In an expression, `+` adds two integers, two numbers, two texts or two lists, but not an integer and a number: write
`double(entity.visits) * 1.5`, and `string(entity.visits)` to add to a text. `&&`, `||`, `!` and `?:` take true or
false.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: field, config: {field: place, operator: gt, value: $today}}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: field, config: {field: due_on, operator: gt, value: $today}}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.TYPES
NODES = ()
check = found_elsewhere
