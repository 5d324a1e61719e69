"""A mapping lacks a key that it must have.

What can be left out has a default. What cannot is what gives the item its name or its meaning.

## Example

```yaml
settings:
  - {key: repair_days, default_value: 10}
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
