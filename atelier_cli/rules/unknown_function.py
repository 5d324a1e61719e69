"""A value, a criteria or an expression calls a function that is not there.

Values and criteria call registered functions, which a vocabulary declares in `functions`; expressions have functions of
their own, such as `size` and `has`.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {key: working-day, criteria_type: function, config: {function: is_wekday, args: {day: $today}}}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {key: working-day, criteria_type: function, config: {function: is_weekday, args: {day: $today}}}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import dangling
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.sheet.models.criteria import FunctionConfig

SEVERITY = Severity.ERROR
NODES = (FunctionConfig,)


def check(node: Node[FunctionConfig], catalog: Catalog) -> Iterator[Diagnostic]:
    name = node.model.function
    if name not in catalog.functions and name not in catalog.suspects:
        yield dangling(
            "unknown-function",
            f"unknown function `{name}`",
            name,
            catalog.functions,
            node.at("function"),
            otherwise="add it to the `functions` of a vocabulary",
        )
