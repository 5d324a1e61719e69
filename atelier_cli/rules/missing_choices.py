"""A parameter is a choice, and nothing says between what.

The values of an `enum` are those of its `one_of`, or of the list it chooses from.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: outcome, type: enum}
    edits:
      - {field: description, value: $parameters.outcome}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: outcome, type: enum, constraints: {one_of: [repaired, duplicate]}}
    edits:
      - {field: description, value: $parameters.outcome}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Parameter

SEVERITY = Severity.WARNING
CATEGORY = Category.TYPES
NODES = (Parameter,)


def check(node: Node[Parameter], _catalog: Catalog) -> Iterator[Diagnostic]:
    parameter = node.model
    if parameter.type != "enum" or parameter.values_from is not None or node.is_broken():
        return
    if parameter.constraints is None or parameter.constraints.one_of is None:
        message = f"`{parameter.key}` is a choice, and nothing says between what"
        hint = "list the values: `constraints: {one_of: [...]}`"
        yield Diagnostic("missing-choices", SEVERITY, message, node.at("type"), help=hint)
