"""A field or relation is called by a name that every entity has anyway.

Every entity has an `id`: a field of that name could be neither read nor set.

## Example

```yaml
entities:
  - entity_type: permit
    schema: {fields: [{field_key: id, field_type: {type: string}}]}
```

## Instead

```yaml
entities:
  - entity_type: permit
    schema: {fields: [{field_key: number, field_type: {type: string}}]}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.language.declared import ID
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.entity import EntityField, Relationship

SEVERITY = Severity.ERROR
CATEGORY = Category.STRUCTURE
NODES = (EntityField, Relationship)
_KEYS: dict[type[Any], tuple[str, ...]] = {EntityField: ("field_key",), Relationship: ("rel_code", "reverse_code")}


def check(node: Node[Any], _catalog: Catalog) -> Iterator[Diagnostic]:
    for key in _KEYS[type(node.model)]:
        name = getattr(node.model, key)
        if name in ID:
            message = f"every entity has an `{name}` of its own"
            yield Diagnostic("reserved-name", SEVERITY, message, node.at(key), help="give it another name")
