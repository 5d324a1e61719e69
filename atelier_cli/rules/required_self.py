"""Every entity of a type needs another one of the type first.

A required relation to the type itself leaves no way to create the first entity: there is none yet that it
could lead to.

## Example

```yaml
entities:
  - entity_type: street
    schema:
      relationships:
        - {rel_code: part_of, target_type_code: street, cardinality: many_to_one, required: true}
```

## Instead

```yaml
entities:
  - entity_type: street
    schema:
      relationships:
        - {rel_code: part_of, target_type_code: street, cardinality: many_to_one}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.entity import Relationship

SEVERITY = Severity.ERROR
CATEGORY = Category.STRUCTURE
NODES = (Relationship,)


def check(node: Node[Relationship], _catalog: Catalog) -> Iterator[Diagnostic]:
    relation = node.model
    if not relation.required or node.parent is None or node.parent.parent is None:
        return
    owner = node.parent.parent.model.entity_type
    if relation.target_type_code == owner:
        message = f"every `{owner}` needs another one first: there can be no first one"
        yield Diagnostic("required-self", SEVERITY, message, node.at("required"), help="leave `required` out")
