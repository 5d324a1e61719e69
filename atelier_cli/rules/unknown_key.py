"""A mapping has a key that the language does not have there.

Nothing in a sheet is ever read and then dropped: a key that means nothing is either misspelt, or stands in the wrong
place.

## Example

```yaml
settings:
  - {key: repair_days, type: integer, defualt_value: 10}
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
