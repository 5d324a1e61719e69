"""A constraint does not fit the type of the parameter.

A number has no length and a text no size in bytes: such a constraint would never be checked.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: visits, type: integer, constraints: {max_length: 3}}
    edits:
      - {field: visits, value: $parameters.visits}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: visits, type: integer, constraints: {max: 999}}
    edits:
      - {field: visits, value: $parameters.visits}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.language.constraints import CONSTRAINTS
from atelier_cli.names import alternatives
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Parameter

SEVERITY = Severity.ERROR
CATEGORY = Category.TYPES
NODES = (Parameter,)


def check(node: Node[Parameter], _catalog: Catalog) -> Iterator[Diagnostic]:
    parameter = node.model
    if parameter.constraints is None or parameter.type == "json":
        return
    for name in sorted(parameter.constraints.model_fields_set):
        known = CONSTRAINTS.get(name)
        if known is not None and parameter.type not in known.types:
            yield Diagnostic(
                "wrong-constraint",
                SEVERITY,
                f"`{name}` does not constrain a parameter of type {parameter.type}",
                node.at("constraints", name, part="key"),
                annotation=f"it constrains: {alternatives(known.types)}",
                help=_instead(name, parameter.type),
            )


def _instead(name: str, type_: str) -> str:
    """A constraint of the same end that fits."""
    end = name.partition("_")[0]
    fitting = [one for one, known in CONSTRAINTS.items() if type_ in known.types and one.partition("_")[0] == end]
    return f"use `{fitting[0]}`" if fitting else ""
