"""An entity type has a `schema` in two files.

One file owns an entity type: the one that gives its `schema`. With two owners, what the entities are would depend on
the order of import.

## Example

```yaml
entities:
  - entity_type: organization
    schema: {display_name: Association}
```

## Instead

```yaml
entities:
  - entity_type: organization
    visible: false
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.entity import Entity
from atelier_cli.sheet.models.vocabulary import OwnedType

SEVERITY = Severity.ERROR
CATEGORY = Category.PLANES
NODES = (Entity, OwnedType)


def check(node: Node[Any], catalog: Catalog) -> Iterator[Diagnostic]:
    owners = catalog.declarations.get(("entity type", node.model.entity_type), ())
    if len(owners) > 1 and node.model.schema_ is not None and owners[0].parsed is not node.parsed:
        yield Diagnostic(
            "duplicate-owner",
            SEVERITY,
            f"`{node.model.entity_type}` already has an owner",
            node.at("entity_type"),
            labels=(Label(owners[0].at("entity_type"), "owned here"),),
            help="leave `schema` out here: the type can be used without it",
        )
