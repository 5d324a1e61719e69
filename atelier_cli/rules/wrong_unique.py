"""A unique constraint is over values that cannot be compared, or over the same fields as another.

What is unique is found by its value: a list, an object or a place on the map has none that is looked up. A field stands
in a group once, and a group in the list once.

## Example

```yaml
entities:
  - entity_type: permit
    schema:
      unique_constraints: [[tags]]
      fields: [{field_key: tags, field_type: {type: list, item: {type: string}}}]
```

## Instead

```yaml
entities:
  - entity_type: permit
    schema:
      unique_constraints: [[number]]
      fields: [{field_key: number, field_type: {type: string}}]
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.entity import EntitySchema

SEVERITY = Severity.ERROR
CATEGORY = Category.TYPES
NODES = (EntitySchema,)
_NOT_LOOKED_UP = {"list", "json", "object", "geometry", "geo_point", "address", "file"}


def check(node: Node[EntitySchema], catalog: Catalog) -> Iterator[Diagnostic]:
    if not node.model.unique_constraints or node.parent is None:
        return
    members = catalog.members(node.parent.model.entity_type) or {}
    seen: list[set[str]] = []
    for i, group in enumerate(node.model.unique_constraints):
        for j, name in enumerate(group):
            kind = members.get(name)
            if kind is not None and kind.name in _NOT_LOOKED_UP:
                message = f"a value of type {kind} cannot be unique"
                yield Diagnostic(
                    "wrong-unique", SEVERITY, message, node.at("unique_constraints", i, j), help="name other fields"
                )
            elif name in group[:j]:
                message = f"`{name}` stands in the group twice"
                yield Diagnostic(
                    "wrong-unique", SEVERITY, message, node.at("unique_constraints", i, j), help="leave it out"
                )
        if set(group) in seen:
            place = node.at("unique_constraints", i)
            yield Diagnostic("wrong-unique", SEVERITY, "the same fields are unique already", place, help="leave it out")
        seen.append(set(group))
