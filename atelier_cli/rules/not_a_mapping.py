"""The file is a list or a single value.

A sheet, a vocabulary and a file of fixtures are mappings: they begin with `identity`, `vocabulary` or `fixtures`.

## Example

```yaml
# sheet.yaml
- identity: {code: street-works, name: Street works}
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
