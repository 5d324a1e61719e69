"""Something is granted, assigned or told to a role that no vocabulary has, or asks for one.

Roles are declared in `roles` of a vocabulary. A misspelt one would grant nothing, give a task to nobody, and be among
nobody's roles where they are compared.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    permissions_policy: {view: [clerk], apply: [clrek]}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    permissions_policy: {view: [clerk], apply: [clerk]}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import dangling
from atelier_cli.catalog.role_words import role_words
from atelier_cli.diagnostics import Diagnostic, Place, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action, PermissionsPolicy
from atelier_cli.sheet.models.criteria import RoleAccessConfig
from atelier_cli.sheet.models.entity import Entity
from atelier_cli.sheet.models.flow import HumanStep
from atelier_cli.sheet.models.notification import NotificationRule

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = (Action, PermissionsPolicy, RoleAccessConfig, Entity, HumanStep, NotificationRule)


_PREFIX = "role:"


def check(node: Node[Any], catalog: Catalog) -> Iterator[Diagnostic]:
    for role, place in _uses(node):
        if role not in catalog.roles and role not in catalog.suspects:
            yield dangling(
                "unknown-role",
                f"unknown role `{role}`",
                role,
                catalog.roles,
                place,
                otherwise="add it to the `roles` of a vocabulary",
            )


def _uses(node: Node[Any]) -> Iterator[tuple[str, Place]]:
    match node.model:
        case Action():
            yield from role_words(node)
        case PermissionsPolicy():
            for may in ("view", "apply", "edit"):
                yield from _listed(node, may)
        case RoleAccessConfig():
            yield from _listed(node, "roles")
        case Entity():
            yield from _listed(node, "role_visibility")
        case HumanStep():
            yield from _prefixed(node, node.model.with_.assignee, "with", "assignee")
        case NotificationRule():
            yield from _prefixed(node, node.model.recipients_resolver, "recipients_resolver")


def _listed(node: Node[Any], field: str) -> Iterator[tuple[str, Place]]:
    for i, role in enumerate(getattr(node.model, field)):
        yield role, node.at(field, i)


def _prefixed(node: Node[Any], text: str, *path: str) -> Iterator[tuple[str, Place]]:
    """The role in `role:<name>`; nothing for another prefix."""
    if text.startswith(_PREFIX):
        yield text[len(_PREFIX) :], node.at(*path, within=(len(_PREFIX), len(text)))
