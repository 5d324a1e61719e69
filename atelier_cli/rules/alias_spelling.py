"""A key is spelt in another way than the canonical one.

Some spellings that sheets use are accepted - `execution_mode` for `kind`, `op` for `operator` in conditions,
`is_visible` for `visible`, `event_type` for `event` in side effects, `icon`, `color` and `activity_template` outside
of `presentation` - and mean the same. `atelier fmt` writes the canonical one.

## Example

```yaml
entities:
  - {entity_type: report, is_visible: false}
```

## Instead

```yaml
entities:
  - {entity_type: report, visible: false}
```
"""

from atelier_cli.diagnostics import Severity
from atelier_cli.rules.protocol import Category, found_elsewhere

SEVERITY = Severity.INFO
CATEGORY = Category.STYLE
NODES = ()
check = found_elsewhere
