"""A condition lacks a part, or has one too many.

A condition is `{field, operator, value}`, or `{left, operator, value}` where a value stands on the left, or one of
`all`, `any`, `none` and `not` over conditions. Operators such as `is_null` take no `value`.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    edits:
      - {field: status, value: closed, when: {left: $entity.due_on, operator: lt}}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    edits:
      - {field: status, value: closed, when: {left: $entity.due_on, operator: lt, value: $today}}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.TYPES
NODES = ()
check = found_elsewhere
