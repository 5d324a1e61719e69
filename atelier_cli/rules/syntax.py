"""The file is not YAML.

The message says what the parser expected and where it gave up; the mistake may stand a little before. Nothing below
that place was read, so more findings may follow once it is mended.

## Example

```yaml
settings:
  - {key: repair_days, type: integer
```

## Instead

```yaml
settings:
  - {key: repair_days, type: integer}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.READING
NODES = ()
check = found_elsewhere
