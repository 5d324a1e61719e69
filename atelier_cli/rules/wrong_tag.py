"""A value is not what its tag says it is.

`!!int` and its like say how a value is to be read. A text that cannot be read that way is a mistake.

## Example

```yaml
settings:
  - {key: repair_days, type: integer, default_value: !!int ten}
```

## Instead

```yaml
settings:
  - {key: repair_days, type: integer, default_value: !!int "10"}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.READING
NODES = ()
check = found_elsewhere
