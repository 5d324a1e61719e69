"""A required parameter is hidden, and nothing gives it a value.

The form does not show a hidden parameter: where it has no default either, the action can never be submitted from there.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: channel, type: string, required: true, visibility: hidden}
    edits:
      - {field: description, value: $parameters.channel}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: channel, type: string, required: true, visibility: hidden, default: portal}
    edits:
      - {field: description, value: $parameters.channel}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Parameter

SEVERITY = Severity.ERROR
CATEGORY = Category.ACTIONS
NODES = (Parameter,)


def check(node: Node[Parameter], _catalog: Catalog) -> Iterator[Diagnostic]:
    parameter = node.model
    if parameter.visibility == "hidden" and parameter.required and parameter.default is None and not node.is_broken():
        yield Diagnostic(
            "hidden-parameter",
            SEVERITY,
            f"`{parameter.key}` is required and hidden, and has no default",
            node.at("visibility"),
            help="give it a `default`, or show it",
        )
