"""A `renamed_from` has done its work.

The former name is nowhere in the database any more: the row has its new name, or there never was one under the former.
Nor does it say anything where it is the name that the item has. The key can be removed.

## Example

```yaml
settings:
  - {key: repair_days, type: integer, default_value: 10, renamed_from: repair_days}
```

## Instead

```yaml
settings:
  - {key: repair_days, type: integer, default_value: 10}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.renames import renames
from atelier_cli.catalog.siblings import SIBLINGS, naming_field
from atelier_cli.diagnostics import Diagnostic, Edit, Fix, Severity
from atelier_cli.language.words import Model
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.keys import key_after
from atelier_cli.sheet.models.base import Keyed

SEVERITY = Severity.INFO
CATEGORY = Category.PLANES
NODES = tuple(SIBLINGS)


def check(node: Node[Any], catalog: Catalog) -> Iterator[Diagnostic]:
    for _, path, item in catalog.once(renames, node):
        name = _name(item)
        if name == getattr(item, "renamed_from", None):
            place = node.at(*path, "renamed_from", part="key")
            yield Diagnostic(
                "spent-rename",
                SEVERITY,
                f"`renamed_from: {name}` is the name that it has",
                place,
                help="remove it",
                fixes=(Fix("remove `renamed_from`", safe=True, edits=(Edit(place, None),)),),
            )


def _name(item: Model) -> str | None:
    own: str | None = getattr(item, naming_field(item))
    return key_after(item, item.NAMED_AFTER) if own is None and isinstance(item, Keyed) else own
