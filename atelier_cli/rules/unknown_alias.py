"""An alias repeats what no anchor has marked before it.

`&name` marks a value, `*name` repeats it further down in the same file. A text that begins with a star needs quotes.

## Example

```yaml
settings:
  - {key: colours, type: list, default_value: *colors}
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
