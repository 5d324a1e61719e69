"""An alias stands within what it repeats.

What it stands for would never end. An anchor marks what is complete before the alias.

## Example

```yaml
settings:
  - {key: colours, type: list, default_value: &colours [red, *colours]}
```

## Instead

```yaml
settings:
  - {key: colours, type: list, default_value: &colours [red, green]}
  - {key: more_colours, type: list, default_value: *colours}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.READING
NODES = ()
check = found_elsewhere
