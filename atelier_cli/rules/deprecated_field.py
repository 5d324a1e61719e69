"""An action writes a field that is on its way out.

A field is deprecated before it is removed. What is still written into it is lost then.

## Example

```yaml
entities:
  - entity_type: permit
    schema:
      fields:
        - {field_key: number, field_type: {type: string}, deprecated: true}
actions:
  - key: issue
    label: Issue
    target_model: permit
    edits:
      - {field: number, value: "1"}
```

## Instead

```yaml
entities:
  - entity_type: permit
    schema:
      fields:
        - {field_key: number, field_type: {type: string}, deprecated: true}
        - {field_key: reference, field_type: {type: string}}
actions:
  - key: issue
    label: Issue
    target_model: permit
    edits:
      - {field: reference, value: "1"}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Path, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action

SEVERITY = Severity.WARNING
CATEGORY = Category.ACTIONS
NODES = (Action,)


def check(node: Node[Action], catalog: Catalog) -> Iterator[Diagnostic]:
    for code, name, path in _written(node.model):
        symbol = catalog.entity_types.get(code)
        field = None if symbol is None else symbol.fields.get(name)
        if field is not None and field.model.deprecated:
            yield Diagnostic(
                "deprecated-field",
                SEVERITY,
                f"`{name}` of `{code}` is deprecated",
                node.at(*path, part="key" if path[0] == "creates" else "value"),
                labels=(Label(field.at("deprecated"), "deprecated here"),),
                help="write the field that takes its place",
            )


def _written(action: Action) -> Iterator[tuple[str, str, Path]]:
    for i, edit in enumerate(action.edits):
        if edit.op != "clear":
            yield action.target_model, edit.field, ("edits", i, "field")
    for i, create in enumerate(action.creates):
        for name in create.fields_:
            yield create.entity_type, name, ("creates", i, "fields", name)
