"""An action asks for a value that it does nothing with.

A parameter is used by a criteria, an edit, a create, an effect, or another parameter. What is asked of people and used
by none of them stands in the audit alone. The flow or webhook of an async action is given all of them.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: note, type: text}
    edits:
      - {field: status, value: closed}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: note, type: text}
    edits:
      - {field: status, value: closed}
      - {field: description, value: $parameters.note}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.parameter_uses import parameter_uses
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action

SEVERITY = Severity.WARNING
CATEGORY = Category.ACTIONS
NODES = (Action,)


def check(node: Node[Action], _catalog: Catalog) -> Iterator[Diagnostic]:
    action = node.model
    # Of an action that does nothing, that is to be said.
    does_something = action.edits or action.creates or action.side_effects
    if action.kind == "async" or not action.parameters or not does_something or node.is_broken():
        return
    known = {parameter.key for parameter in action.parameters}
    used: set[str] = set()
    for name in parameter_uses(action):
        used.add(name)
        if used == known:
            return
    # A name that is not known is a misspelt one, of a parameter that is then not unused.
    if used <= known:
        for i, parameter in enumerate(action.parameters):
            if parameter.key not in used and parameter.is_active:
                message = f"nothing uses the parameter `{parameter.key}`"
                hint = "use it, or do not ask for it"
                yield Diagnostic("unused-parameter", SEVERITY, message, node.at("parameters", i, "key"), help=hint)
