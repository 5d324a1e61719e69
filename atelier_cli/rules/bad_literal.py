"""A text in an expression cannot be read as the instant, duration, number or pattern that it stands for.

Instants are RFC 3339 (`timestamp('2026-01-31T09:00:00Z')`), durations ISO 8601 or CEL's own form (`duration('PT90M')`,
`duration('1h30m')`), patterns those of RE2.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: expression, config: {expression: "now > timestamp('31.01.2026')"}}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: expression, config: {expression: "now > timestamp('2026-01-31T00:00:00Z')"}}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.TYPES
NODES = ()
check = found_elsewhere
