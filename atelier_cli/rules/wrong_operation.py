"""An edit's operation does not fit the field, or what stands beside it.

`increment` adds to a number; `append`, `remove` and `add_unique` change a list; `clear` takes no value, and every other
operation needs one.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    edits:
      - {field: description, op: increment, value: 1}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    edits:
      - {field: visits, op: increment, value: 1}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.language.operations import misfit
from atelier_cli.language.types import ANY
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action, ActionEdit

SEVERITY = Severity.ERROR
CATEGORY = Category.ACTIONS
NODES = (Action,)


def check(node: Node[Action], catalog: Catalog) -> Iterator[Diagnostic]:
    members = catalog.members(node.model.target_model) or {}
    for i, edit in enumerate(node.model.edits):
        reason = misfit(edit.op, members.get(edit.field, ANY))
        if reason is not None:
            yield Diagnostic("wrong-operation", SEVERITY, reason, node.at("edits", i, "op"), help=_instead(edit))
        elif edit.op == "clear" and (edit.value is not None or edit.function_args is not None):
            key = "value" if edit.value is not None else "function_args"
            place = node.at("edits", i, key, part="key")
            yield Diagnostic("wrong-operation", SEVERITY, f"`clear` takes no `{key}`", place, help="leave it out")
        elif edit.op != "clear" and edit.value is None and "value" not in edit.model_fields_set:
            if node.parsed.broken and node.at("edits", i).path in node.parsed.broken:
                continue  # the value may be what could not be read
            message = f"`{edit.op}` expected a `value`, found none"
            place = node.at("edits", i, "op" if "op" in edit.model_fields_set else "field")
            yield Diagnostic("wrong-operation", SEVERITY, message, place, help="add it, or say `op: clear`")


def _instead(edit: ActionEdit) -> str:
    return "use `set`" if edit.op in {"increment", "append", "add_unique"} else "use `clear`"
