"""An entity type inherits from itself.

`parent_code` names the type whose fields and relations a type inherits. Following it must end somewhere.

## Example

```yaml
entities:
  - entity_type: vehicle
    schema: {parent_code: truck}
  - entity_type: truck
    schema: {parent_code: vehicle}
```

## Instead

```yaml
entities:
  - entity_type: vehicle
    schema: {display_name: Vehicle}
  - entity_type: truck
    schema: {parent_code: vehicle}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.entity import EntitySchema

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = (EntitySchema,)


def check(node: Node[EntitySchema], catalog: Catalog) -> Iterator[Diagnostic]:
    """Reports a circle once, at the first of its types by name."""
    symbol = catalog.entity_types.get(node.parent.model.entity_type) if node.parent is not None else None
    if symbol is None or node.model.parent_code is None or symbol.node.model is not (node.parent and node.parent.model):
        return
    line = (symbol.code, *symbol.ancestors)
    last = catalog.entity_types[line[-1]].node.model.schema_
    if last is not None and last.parent_code == symbol.code == min(line):
        yield Diagnostic(
            "inheritance-cycle",
            SEVERITY,
            f"`{symbol.code}` inherits from itself: {' -> '.join((*line, symbol.code))}",
            node.at("parent_code"),
            help="remove one `parent_code` of the circle",
        )
