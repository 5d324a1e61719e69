"""Nothing in the sheet reads a setting.

Settings are read as `$config.KEY`, in expressions as `config.KEY`, and as lists of values. One that nothing reads may
be left over, or read by a program outside of the sheet.

## Example

```yaml
settings:
  - {key: repair_days, type: integer, default_value: 10}
```

## Instead

```yaml
settings:
  - {key: repair_days, type: integer, default_value: 10}
actions:
  - key: close
    label: Close
    target_model: report
    edits:
      - {field: visits, value: $config.repair_days}
```
"""

import re
from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category, Profile
from atelier_cli.sheet.models.sheet import Sheet

SEVERITY = Severity.INFO
CATEGORY = Category.STYLE
PROFILE = Profile.STRICT

NODES = (Sheet,)
#: How the text of a sheet names a setting; one that is named in a comment counts as used.
_READ = re.compile(r"""config(?:\.|\[['"])([a-z0-9_]+)|\bsetting["']?: *["']?([a-z0-9_]+)""")


def check(node: Node[Sheet], catalog: Catalog) -> Iterator[Diagnostic]:
    settings = node.model.settings
    if not settings or node.is_broken():
        return
    read = {one or other for one, other in _READ.findall(node.parsed.document.text)}
    known = catalog.application_of(node).settings
    if not read <= known.keys():
        return  # the one that is not known is probably the one
    for i, setting in enumerate(settings):
        if setting.key not in read:
            message = f"nothing reads the setting `{setting.key}`"
            yield Diagnostic("unused-setting", SEVERITY, message, node.at("settings", i, "key"), help="leave it out")
