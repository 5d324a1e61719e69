"""An action is offered, and nobody may apply it.

Whoever is not named in `apply` of the `permissions_policy` may not: nobody, where it names no role. A criteria
`role_access` leaves only those of them that it names too.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    permissions_policy: {view: [clerk]}
    placements:
      - {surface: record_header}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    permissions_policy: {view: [clerk], apply: [clerk]}
    placements:
      - {surface: record_header}
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
    action = node.model
    may = action.permissions_policy.apply
    access = [
        (i, one.config)
        for i, one in enumerate(action.submission_criteria)
        if isinstance(one.config, RoleAccessConfig) and one.is_active
    ]
    if node.is_broken():
        return
    if not access and not may and _is_offered(action, catalog):
        yield _offered(node)
    if any(role not in catalog.roles for role in (*may, *(role for _, config in access for role in config.roles))):
        return  # a misspelt role is one mistake
    left = set(may) if may else None
    for i, config in access:
        before = left
        left = set(config.roles) if left is None else left & set(config.roles)
        if not left and before:
            yield Diagnostic(
                "nobody-may-apply",
                SEVERITY,
                "none of these roles may apply the action, so that nobody may",
                node.at("submission_criteria", i, "config", "roles"),
                labels=(Label(node.at("permissions_policy", "apply"), "who may"),) if may else (),
                help="name a role that may",
            )
            return


def _is_offered(action: Action, catalog: Catalog) -> bool:
    return any(
        one.is_active and one.status == "published" and one.surface in catalog.surfaces for one in action.placements
    )


def _offered(node: Node[Action]) -> Diagnostic:
    policy = node.model.model_fields_set & {"permissions_policy"}
    said = policy and "apply" in node.model.permissions_policy.model_fields_set
    if said:
        place = node.at("permissions_policy", "apply")
    else:
        place = node.at("permissions_policy", part="key") if policy else node.at("key")
    message = f"`{node.model.key}` is offered, and nobody may apply it"
    return Diagnostic("nobody-may-apply", SEVERITY, message, place, help="name the roles that may: `apply: [...]`")
