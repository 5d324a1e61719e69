"""An action edits one field twice.

Of two edits of a field, the second one undoes the first. Give each a `when` that holds only where the other's does not,
or leave one out. `increment`, `append`, `remove` and `add_unique` add up, so that each may stand several times.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    edits:
      - {field: status, value: planned}
      - {field: status, value: closed}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: done, type: boolean, required: true}
    edits:
      - {field: status, value: planned, when: {left: $parameters.done, operator: eq, value: false}}
      - {field: status, value: closed, when: {left: $parameters.done, operator: eq, value: true}}
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
#: Operations that add up.
_ADDING = ({"increment"}, {"append", "remove", "add_unique"})


def check(node: Node[Action], _catalog: Catalog) -> Iterator[Diagnostic]:
    seen: dict[str, list[int]] = {}
    edits = node.model.edits
    for i, edit in enumerate(edits):
        if not edit.is_active:
            continue
        earlier = seen.setdefault(edit.field, [])
        first = next((one for one in earlier if _clash(edits[one], edit)), None)
        earlier.append(i)
        if first is not None:
            yield Diagnostic(
                "edited-twice",
                SEVERITY,
                f"`{edit.field}` is edited twice",
                node.at("edits", i, "field"),
                labels=(Label(node.at("edits", first, "field"), "the first edit"),),
                help="give both a `when`, so that only one of them is made",
            )


def _clash(one: ActionEdit, other: ActionEdit) -> bool:
    """Whether both edits may be made in one run; two conditions that differ are taken to exclude each other."""
    if any({one.op, other.op} <= together for together in _ADDING):
        return False
    return one.when is None or other.when is None or one.when == other.when
