"""A function is given an argument that it does not take, or lacks one that it needs.

Arguments go by name. A vocabulary says in `functions` which ones a function takes; all of them are needed but for those
of the built-in functions that say otherwise.

In an expression they go by position: `size(entity.tags)`, `entity.description.startsWith('A')`.

## Example

```yaml
actions:
  - key: plan
    label: Plan
    target_model: report
    edits:
      - {field: due_on, value: {$function: working_days_from, args: {start: $today, count: 3, days: 3}}}
```

## Instead

```yaml
actions:
  - key: plan
    label: Plan
    target_model: report
    edits:
      - {field: due_on, value: {$function: working_days_from, args: {start: $today, days: 3}}}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.TYPES
NODES = ()
check = found_elsewhere
