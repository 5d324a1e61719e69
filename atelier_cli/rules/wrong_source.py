"""An action is offered on a surface that does not take its kind.

`accepted_sources` of a surface says which kinds of action it can launch: a header of one record has no list of targets
for a bulk action, and a toolbar of a list has no single one.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    kind: bulk
    bulk: {mode: per_item}
    permissions_policy: {view: [clerk], apply: [clerk]}
    placements:
      - {surface: record_header}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    kind: bulk
    bulk: {mode: per_item}
    permissions_policy: {view: [clerk], apply: [clerk]}
    placements:
      - {surface: list_toolbar}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.names import alternatives
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action

SEVERITY = Severity.ERROR
CATEGORY = Category.ACTIONS
NODES = (Action,)


def check(node: Node[Action], catalog: Catalog) -> Iterator[Diagnostic]:
    kind = node.model.kind
    for i, placement in enumerate(node.model.placements):
        surface = catalog.surfaces.get(placement.surface)
        accepted = None if surface is None else surface.model.accepted_sources
        if surface is not None and accepted and kind not in accepted:
            fitting = [code for code, one in catalog.surfaces.items() if kind in one.model.accepted_sources]
            yield Diagnostic(
                "wrong-source",
                SEVERITY,
                f"the surface `{placement.surface}` does not take actions of kind `{kind}`",
                node.at("placements", i, "surface"),
                annotation=f"it takes: {alternatives(accepted)}",
                labels=(Label(surface.at("accepted_sources"), "declared here"),),
                help=f"place it on another surface: {alternatives(fitting)}" if fitting else "",
            )
