"""A path of relations leads over one that is not there.

A `reachable` criteria follows relations from the caller, who is a `user`: `name>` follows a relation of the type it has
come to, under the name it has on that side; `<name` follows, backward, a relation of another type that leads to it.

## Example

```yaml
actions:
  - key: start
    label: Start
    target_model: report
    submission_criteria:
      - {key: my-crew, criteria_type: reachable, config: {from: user, path: ["crew>", "reports>"]}}
```

## Instead

```yaml
actions:
  - key: start
    label: Start
    target_model: report
    submission_criteria:
      - {key: my-crew, criteria_type: reachable, config: {from: user, path: ["crews>", "reports>"]}}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import dangling
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.criteria import ReachableConfig

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = (ReachableConfig,)


def check(node: Node[ReachableConfig], catalog: Catalog) -> Iterator[Diagnostic]:
    code: str = node.model.from_
    for i, hop in enumerate(node.model.path):
        symbol = catalog.entity_types.get(code)
        if symbol is None or not symbol.is_whole:
            return
        name = hop.strip("<>")
        ways = symbol.backward if hop.startswith("<") else symbol.forward
        if name not in ways:
            if name not in catalog.suspects:
                start = 1 if hop.startswith("<") else 0
                yield dangling(
                    "unknown-relation",
                    f"unknown relation `{name}` {'to' if start else 'of'} entity `{code}`",
                    name,
                    ways,
                    node.at("path", i, within=(start, start + len(name))),
                    holder=f"`{code}` has",
                    declared=symbol.node.at("entity_type"),
                )
            return
        code = ways[name]
