"""An entity type makes another thing of a field that it inherits.

What can be done with the entities of a type can be done with those that inherit from it: a field or relation that is
inherited keeps its type.

## Example

```yaml
entities:
  - entity_type: pothole
    schema: {parent_code: report, fields: [{field_key: due_on, field_type: {type: text}}]}
```

## Instead

```yaml
entities:
  - entity_type: pothole
    schema: {parent_code: report, fields: [{field_key: due_on, field_type: {type: date}, required: true}]}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.member_types import field_type, relation_type
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.language.types import Type
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.entity import EntityField, EntitySchema, Relationship

SEVERITY = Severity.ERROR
CATEGORY = Category.TYPES
NODES = (EntityField, Relationship)


def check(node: Node[Any], catalog: Catalog) -> Iterator[Diagnostic]:
    schema = node.around(EntitySchema)
    parent = None if schema is None else catalog.entity_types.get(schema.model.parent_code or "")
    if parent is None:
        return
    key = "field_key" if isinstance(node.model, EntityField) else "rel_code"
    name = getattr(node.model, key)
    inherited = parent.fields.get(name) or parent.relations.get(name)
    if inherited is None or node.is_broken():
        return
    mine, theirs = _type(node.model), _type(inherited.model)
    if mine != theirs:
        yield Diagnostic(
            "conflicting-field",
            SEVERITY,
            f"`{name}` is inherited as {theirs}, and is made {mine} here",
            node.at(key),
            labels=(Label(inherited.at(), "inherited"),),
            help="keep its type, or give it another name",
        )


def _type(model: Any) -> Type:
    """What has to stay: an enum may have more choices, and a field may become required."""
    found = field_type(model.field_type) if isinstance(model, EntityField) else relation_type(model).not_null()
    return Type(found.name) if found.name == "enum" else found
