"""An action is offered to people of whom none may apply it.

A surface is for an audience: residents, partners. Where the vocabulary has a role of that name, the people there have
it, and an action that it may not apply is shown to them in vain.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    permissions_policy: {view: [clerk], apply: [clerk]}
    placements:
      - {surface: portal_form}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    permissions_policy: {view: [citizen, clerk], apply: [citizen, clerk]}
    placements:
      - {surface: portal_form}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action
from atelier_cli.sheet.models.criteria import RoleAccessConfig

SEVERITY = Severity.WARNING
CATEGORY = Category.ACTIONS
NODES = (Action,)


def check(node: Node[Action], catalog: Catalog) -> Iterator[Diagnostic]:
    policy = node.model.permissions_policy
    if not node.model.placements or not policy.apply:
        return
    may = {*policy.apply}
    for criteria in node.model.submission_criteria:
        if isinstance(criteria.config, RoleAccessConfig):
            may &= {*criteria.config.roles}
    for i, placement in enumerate(node.model.placements):
        surface = catalog.surfaces.get(placement.surface)
        audience = "" if surface is None else surface.model.audience
        if surface is not None and may and audience in catalog.roles and audience not in may:
            yield Diagnostic(
                "unserved-audience",
                SEVERITY,
                f"`{placement.surface}` is for the audience `{audience}`, which may not apply the action",
                node.at("placements", i, "surface"),
                labels=(Label(node.at("permissions_policy", "apply"), "who may"),),
                help=f"add `{audience}` to `apply`, or place it elsewhere",
            )
