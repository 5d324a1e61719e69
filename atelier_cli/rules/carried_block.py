"""A block of the sheet is carried along and not interpreted.

`public_surfaces`, `portal_pages`, `views`, `layers`, `dashboard`, `admin_configs` and `acl_rules` are stored, forked
and exported exactly as they are written. Nothing in them is checked: a name in them may be wrong without a finding.

## Example

```yaml
views:
  - {key: overdue, label: Overdue, entity_type: report}
```

## Instead

```yaml
settings:
  - {key: repair_days, type: integer, default_value: 10}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.sheet import CARRIED_BLOCKS, Sheet

SEVERITY = Severity.INFO
CATEGORY = Category.STYLE
NODES = (Sheet,)


def check(node: Node[Sheet], _catalog: Catalog) -> Iterator[Diagnostic]:
    for block in CARRIED_BLOCKS:
        if getattr(node.model, block) is not None:
            yield Diagnostic(
                "carried-block",
                SEVERITY,
                f"`{block}` is carried as it is written, and not checked",
                node.at(block, part="key"),
            )
