"""A key is a number, a truth value or nothing.

Keys are texts: JSON and databases know no other. Written without quotes, `404`, `true` and `null` are something else.

## Example

```yaml
settings:
  - {key: names, type: json, default_value: {404: Not found}}
```

## Instead

```yaml
settings:
  - {key: names, type: json, default_value: {"404": Not found}}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.READING
NODES = ()
check = found_elsewhere
