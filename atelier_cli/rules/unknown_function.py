"""A value, a criteria or an expression calls a function that is not there.

Values and criteria call registered functions, which a vocabulary declares in `functions`; expressions have functions of
their own, such as `size` and `has`.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {key: working-day, criteria_type: function, config: {function: is_wekday, args: {day: $today}}}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {key: working-day, criteria_type: function, config: {function: is_weekday, args: {day: $today}}}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = ()
check = found_elsewhere
