"""The file has a character in it that YAML does not allow, or that not every program reads alike.

Control characters come from copying out of other programs. The separators U+0085, U+2028 and U+2029 end a line for some
programs and not for others, so that the same file would mean different things to them. In a text in double quotes both
can be written as an escape.

## Example

```yaml
settings:
  - {key: greeting, type: string, default_value: "Hello\x07"}
```

## Instead

```yaml
settings:
  - {key: greeting, type: string, default_value: "Hello"}
```
"""  # noqa: D301  # the example needs the character itself

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.READING
NODES = ()
check = found_elsewhere
