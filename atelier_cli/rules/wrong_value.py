"""A value is of the right type and yet not one that may stand there.

Names have a form (`snake_case` for what becomes a field or a key, `kebab-case` for applications and flows), numbers
have bounds, and some lists must not be empty.

## Example

```yaml
settings:
  - {key: repairDays, type: integer, default_value: 10}
```

## Instead

```yaml
settings:
  - {key: repair_days, type: integer, default_value: 10}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.STRUCTURE
NODES = ()
check = found_elsewhere
