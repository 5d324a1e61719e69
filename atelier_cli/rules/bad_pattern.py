"""The pattern of a constraint is no regular expression.

Patterns are those of RE2, which has neither look-around nor back-references: so that no text makes matching slow.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: plate, type: string, constraints: {pattern: "[A-Z{2}"}}
    edits:
      - {field: description, value: $parameters.plate}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: plate, type: string, constraints: {pattern: "[A-Z]{2}"}}
    edits:
      - {field: description, value: $parameters.plate}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.language.patterns import PatternError, compile_pattern
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Constraints

SEVERITY = Severity.ERROR
CATEGORY = Category.TYPES
NODES = (Constraints,)


def check(node: Node[Constraints], _catalog: Catalog) -> Iterator[Diagnostic]:
    if node.model.pattern is None:
        return
    try:
        compile_pattern(node.model.pattern)
    except PatternError as fault:
        message = f"expected a regular expression (RE2): {fault}"
        yield Diagnostic("bad-pattern", SEVERITY, message, node.at("pattern"))
