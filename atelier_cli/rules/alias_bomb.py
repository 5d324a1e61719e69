"""The aliases of the file repeat more than is ever read.

An alias that repeats a list of aliases grows a file of a few lines to billions of values ("billion laughs"). Each value
that an alias repeats counts; 100,000 are far above what a person writes.

## Example

```yaml
views:
  a: &a [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
  c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
  d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
  e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
```

## Instead

```yaml
settings:
  - {key: colours, type: list, default_value: &colours [red, green, blue]}
  - {key: more_colours, type: list, default_value: *colours}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.ERROR
CATEGORY = Category.READING
NODES = ()
check = found_elsewhere
