"""A value carries a tag that means nothing here.

Tags such as `!include` or `!!python/object` ask the program that reads a file to do something. Atelier does nothing but
read: it knows the tags of YAML's core schema (`!!str`, `!!int`, `!!float`, `!!bool`, `!!null`, `!!map`, `!!seq`) alone.

## Example

```yaml
settings:
  - {key: greeting, type: string, default_value: !include greeting.txt}
```

## Instead

```yaml
settings:
  - {key: greeting, type: string, default_value: Hello}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.READING
NODES = ()
check = found_elsewhere
