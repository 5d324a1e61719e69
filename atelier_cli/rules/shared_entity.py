"""An action writes entities that no organisation has for itself.

A type with `tenant_scoped: false` is common to all organisations: its entities can be read everywhere, and are changed
by no action.

## Example

```yaml
entities:
  - entity_type: holiday
    schema: {tenant_scoped: false, fields: [{field_key: day, field_type: {type: date}}]}
actions:
  - key: add
    label: Add
    target_model: report
    creates:
      - {entity_type: holiday, fields: {day: $today}}
```

## Instead

```yaml
entities:
  - entity_type: holiday
    schema: {fields: [{field_key: day, field_type: {type: date}}]}
actions:
  - key: add
    label: Add
    target_model: report
    creates:
      - {entity_type: holiday, fields: {day: $today}}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Path, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action

SEVERITY = Severity.ERROR
CATEGORY = Category.PLANES
NODES = (Action,)


def check(node: Node[Action], catalog: Catalog) -> Iterator[Diagnostic]:
    for code, path in _written(node.model):
        symbol = catalog.entity_types.get(code)
        schema = None if symbol is None else symbol.node.model.schema_
        if symbol is not None and schema is not None and not schema.tenant_scoped:
            yield Diagnostic(
                "shared-entity",
                SEVERITY,
                f"`{code}` is common to all organisations, and the action writes it",
                node.at(*path),
                labels=(Label(symbol.node.at("schema", "tenant_scoped"), "declared here"),),
                help="write a type that is `tenant_scoped`",
            )


def _written(action: Action) -> Iterator[tuple[str, Path]]:
    if action.edits:
        yield action.target_model, ("target_model",)
    yield from ((one.entity_type, ("creates", i, "entity_type")) for i, one in enumerate(action.creates))
