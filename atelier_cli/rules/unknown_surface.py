"""An action is placed on a surface that no vocabulary has.

Surfaces are the places in an interface where actions can be offered; they decide which audience sees the action. They
are declared in `surfaces` of a vocabulary; the packaged one brings the usual ones.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    permissions_policy: {view: [clerk], apply: [clerk]}
    placements:
      - {key: close-button, surface: record_heder}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    permissions_policy: {view: [clerk], apply: [clerk]}
    placements:
      - {key: close-button, surface: record_header}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import dangling
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import ActionPlacement

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = (ActionPlacement,)


def check(node: Node[ActionPlacement], catalog: Catalog) -> Iterator[Diagnostic]:
    code = node.model.surface
    if code not in catalog.surfaces and code not in catalog.suspects:
        yield dangling(
            "unknown-surface",
            f"unknown surface `{code}`",
            code,
            catalog.surfaces,
            node.at("surface"),
            otherwise="add it to the `surfaces` of a vocabulary",
        )
