"""A number is none that can be kept.

JSON and databases have no infinity and no "not a number", and numbers of more than a thousand digits are no numbers
that a person means. What is a text is put in quotes.

## Example

```yaml
settings:
  - {key: limit, type: number, default_value: .inf}
```

## Instead

```yaml
settings:
  - {key: limit, type: number, default_value: 1000000}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.READING
NODES = ()
check = found_elsewhere
