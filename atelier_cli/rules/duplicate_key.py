"""A mapping has one key twice, or an expression's map has.

YAML forbids it, and programs differ in which of the two they take. One of them would be read and then dropped.

## Example

```yaml
settings:
  - {key: repair_days, type: integer, default_value: 10, type: number}
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
CATEGORY = Category.READING
NODES = ()
check = found_elsewhere
