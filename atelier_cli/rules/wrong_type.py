"""A value is of another type than the one that belongs there.

Scalars follow the YAML 1.2 core schema: `yes`, `on`, `012`, `12:30` and dates are texts; `10` and `true` are not. A
number that is meant as a text is put in quotes.

The expression of a gate, a match or a criterion is true or false; that of a value is of the type of the field,
parameter or argument that it is for.

## Example

```yaml
settings:
  - {key: 10, type: integer, default_value: 10}
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
