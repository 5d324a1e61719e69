"""A list says the same thing twice.

In a list of roles, choices, fields or channels, a second time says nothing new; often another one was meant.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    permissions_policy: {view: [clerk, clerk], apply: [clerk]}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    permissions_policy: {view: [clerk, director], apply: [clerk]}
```
"""

from collections.abc import Iterator, Mapping
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Constraints, PermissionsPolicy
from atelier_cli.sheet.models.criteria import RequiredFieldsConfig, RoleAccessConfig
from atelier_cli.sheet.models.entity import Entity
from atelier_cli.sheet.models.notification import NotificationRule, Template
from atelier_cli.sheet.models.vocabulary import Surface

SEVERITY = Severity.WARNING
CATEGORY = Category.STRUCTURE
#: The lists of each model whose items differ, by attribute, with their keys.
_LISTS: Mapping[type[Any], Mapping[str, str]] = {
    PermissionsPolicy: {"view": "view", "apply": "apply", "edit": "edit"},
    Constraints: {"one_of": "one_of", "not_one_of": "not_one_of", "content_types": "content_types"},
    RoleAccessConfig: {"roles": "roles"},
    RequiredFieldsConfig: {"fields_": "fields"},
    Entity: {"role_visibility": "role_visibility"},
    NotificationRule: {"channels": "channels"},
    Template: {"available_vars": "available_vars"},
    Surface: {"accepted_sources": "accepted_sources"},
}
NODES: tuple[type[Any], ...] = tuple(_LISTS)


def check(node: Node[Any], _catalog: Catalog) -> Iterator[Diagnostic]:
    for attribute, key in _LISTS[type(node.model)].items():
        items = getattr(node.model, attribute)
        if items is None or len(items) == len(set(map(repr, items))):
            continue
        for i, item in enumerate(items):
            # True and 1 are equal in Python, and are not the same here.
            first = next(j for j, other in enumerate(items) if repr(other) == repr(item))
            if first != i:
                yield Diagnostic(
                    "repeated-item",
                    SEVERITY,
                    f"`{item}` stands there twice",
                    node.at(key, i),
                    labels=(Label(node.at(key, first), "the first time"),),
                    help="leave it out",
                )
