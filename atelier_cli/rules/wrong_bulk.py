"""A bulk action does not say what one failure means for the others, or another action does.

With `bulk: {mode: atomic}` one failure undoes all, with `per_item` each target stands for itself, with `stop_on_error`
the targets before the failure keep their change. There is no default: the choice is the author's.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    kind: bulk
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    kind: bulk
    bulk: {mode: per_item, limit: 500}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action

SEVERITY = Severity.ERROR
CATEGORY = Category.ACTIONS
NODES = (Action,)


def check(node: Node[Action], _catalog: Catalog) -> Iterator[Diagnostic]:
    action = node.model
    if action.kind == "bulk" and action.bulk is None and not node.is_broken():
        message = "a bulk action needs `bulk: {mode: ...}`, found none"
        hint = "say `atomic`, `per_item` or `stop_on_error`"
        yield Diagnostic("wrong-bulk", SEVERITY, message, node.at("kind"), help=hint)
    elif action.kind != "bulk" and action.bulk is not None:
        message = f"`bulk` is for actions of kind `bulk`, and this one is of kind `{action.kind}`"
        hint = "make it `kind: bulk`, or leave `bulk` out"
        yield Diagnostic("wrong-bulk", SEVERITY, message, node.at("bulk", part="key"), help=hint)
