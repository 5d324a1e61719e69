"""A key is given a word that is not one of those it can have.

Kinds, types, cardinalities, statuses and their like are closed lists; the finding names those that are close.

## Example

```yaml
settings:
  - {key: repair_days, type: intger, default_value: 10}
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
