"""A sheet names an entity type that no sheet and no vocabulary has.

An entity type is declared by giving its `schema`, once, in the sheet or vocabulary that owns it. Everything else that
names it - actions, parameters, creates, placements, relations, `parent_code`, `unique_in`, lists to choose from - must
name one that is declared somewhere in the project.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: reprot
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import dangling
from atelier_cli.diagnostics import Diagnostic, Place, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action, ActionCreate, ActionPlacement, Constraints, EntityValues, Parameter
from atelier_cli.sheet.models.entity import Entity, EntitySchema, Relationship

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
#: The field of each model that names an entity type.
_NAMING: dict[type[Any], str] = {
    Entity: "entity_type",
    EntitySchema: "parent_code",
    Relationship: "target_type_code",
    Action: "target_model",
    Parameter: "object_type",
    EntityValues: "entity_type",
    ActionCreate: "entity_type",
    ActionPlacement: "target_model",
}
NODES: tuple[type[Any], ...] = (*_NAMING, Constraints)


def check(node: Node[Any], catalog: Catalog) -> Iterator[Diagnostic]:
    if catalog.lacks_entity_types:
        return
    if isinstance(node.model, Constraints):
        yield from _check_unique_in(node, catalog)
        return
    field = _NAMING[type(node.model)]
    code = getattr(node.model, field)
    if code is not None and code not in catalog.entity_types and code not in catalog.suspects:
        yield _finding(code, node.at(field), catalog)


def _check_unique_in(node: Node[Constraints], catalog: Catalog) -> Iterator[Diagnostic]:
    """`unique_in: type.field` names a type in its first half."""
    code, _, _ = (node.model.unique_in or "").partition(".")
    if code and code not in catalog.entity_types and code not in catalog.suspects:
        yield _finding(code, node.at("unique_in", within=(0, len(code))), catalog)


def _finding(code: str, place: Place, catalog: Catalog) -> Diagnostic:
    return dangling(
        "unknown-entity-type",
        f"unknown entity type `{code}`",
        code,
        catalog.entity_types,
        place,
        otherwise="give the type a `schema` in the sheet that owns it",
    )
