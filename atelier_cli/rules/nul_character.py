r"""The file has a NUL character in it, as it is or written `\0`.

No text of a sheet can hold one: databases refuse to store it. As a raw byte it also says that the file is not text at
all.

## Example

```yaml
settings:
  - {key: greeting, type: string, default_value: "Hello\0"}
```

## Instead

```yaml
settings:
  - {key: greeting, type: string, default_value: "Hello"}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.READING
NODES = ()
check = found_elsewhere
