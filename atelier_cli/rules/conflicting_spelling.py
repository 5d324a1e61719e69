"""Two spellings of one key stand side by side and say different things.

One of them would be read and then dropped. Remove the one that is not meant.

## Example

```yaml
entities:
  - {entity_type: report, visible: false, is_visible: true}
```

## Instead

```yaml
entities:
  - {entity_type: report, visible: false}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.STRUCTURE
NODES = ()
check = found_elsewhere
