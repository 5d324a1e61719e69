"""A parameter is shown only once it has been given.

The condition of its `visibility` reads the parameter itself: as long as the form does not show it, nobody can give it
the value that would show it.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: note, type: text, visibility: {when: {field: note, operator: is_not_null}}}
    edits:
      - {field: description, value: $parameters.note}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: more, type: boolean, required: true}
      - {key: note, type: text, visibility: {when: {field: more, operator: eq, value: true}}}
    edits:
      - {field: description, value: $parameters.note}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Path, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Parameter, When

SEVERITY = Severity.ERROR
CATEGORY = Category.ACTIONS
NODES = (Parameter,)


def check(node: Node[Parameter], _catalog: Catalog) -> Iterator[Diagnostic]:
    parameter = node.model
    if isinstance(parameter.visibility, When) and parameter.default is None:
        for path in _readers(parameter.visibility.when, parameter.key):
            message = f"`{parameter.key}` is shown only once it has been given"
            place = node.at("visibility", "when", *path)
            yield Diagnostic("self-visibility", SEVERITY, message, place, help="let another parameter decide")


def _readers(condition: Any, key: str) -> Iterator[Path]:
    """The ways to where a condition reads a parameter."""
    match condition:
        case {"field": str(field)} if field == key:
            yield ("field",)
        case {"left": str(left)} if left == f"$parameters.{key}":
            yield ("left",)
        case {"all": list(parts)}:
            for i, part in enumerate(parts):
                yield from (("all", i, *path) for path in _readers(part, key))
