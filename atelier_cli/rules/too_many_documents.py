"""The file has a second document in it.

A file is one sheet, one vocabulary or one set of fixtures. What stands behind a `---` line would have no name of its
own, and other programs would leave it out.

## Example

```yaml
# sheet.yaml
identity: {code: street-works, name: Street works}
---
identity: {code: sanitation, name: Sanitation}
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
