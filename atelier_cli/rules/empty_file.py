"""The file has nothing in it.

A sheet starts with `identity`, a vocabulary with `vocabulary`. A file that is empty, or holds only comments, declares
nothing and would silently be left out.

## Example

```yaml
# sheet.yaml
```

## Instead

```yaml
# sheet.yaml
identity: {code: street-works, name: Street works}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.READING
NODES = ()
check = found_elsewhere
