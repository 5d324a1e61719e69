"""An edit empties a field that every entity must have.

A required field or relation keeps a value for as long as the entity is there: an edit that takes it away is refused.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    edits:
      - {field: visits, op: clear}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    edits:
      - {field: visits, value: 0}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action, ActionEdit

SEVERITY = Severity.ERROR
CATEGORY = Category.ACTIONS
NODES = (Action,)


def check(node: Node[Action], catalog: Catalog) -> Iterator[Diagnostic]:
    symbol = catalog.entity_types.get(node.model.target_model)
    if symbol is None:
        return
    for i, edit in enumerate(node.model.edits):
        member = symbol.fields.get(edit.field) or symbol.relations.get(edit.field)
        if member is not None and member.model.required and _empties(edit):
            place = node.at("edits", i, "op" if edit.op == "clear" else "value")
            yield Diagnostic(
                "emptied-field",
                SEVERITY,
                f"`{edit.field}` is required, and the edit empties it",
                place,
                labels=(Label(member.at("required"), "required here"),),
                help="set another value",
            )


def _empties(edit: ActionEdit) -> bool:
    is_null = edit.op == "set" and edit.value is None and "value" in edit.model_fields_set
    return edit.is_active and (is_null or (edit.op == "clear" and edit.value is None and edit.function_args is None))
