"""A parameter that holds an entity does not say which, or another one says so.

`object_type` is the entity type of what a parameter of type `entity` holds: without it nobody can choose one. The
values it is chosen from are of that type.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: crew, type: entity}
    edits:
      - {field: crew, value: $parameters.crew}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    parameters:
      - {key: crew, type: entity, object_type: team}
    edits:
      - {field: crew, value: $parameters.crew}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import EntityValues, Parameter

SEVERITY = Severity.ERROR
CATEGORY = Category.TYPES
NODES = (Parameter,)
#: Types whose values may be entities.
_HOLDING = {"entity", "list"}


def check(node: Node[Parameter], catalog: Catalog) -> Iterator[Diagnostic]:
    parameter = node.model
    said = parameter.object_type
    if said is None:
        if parameter.type == "entity" and not node.is_broken():
            message = f"`{parameter.key}` holds an entity, and does not say of which type"
            yield Diagnostic("wrong-object-type", SEVERITY, message, node.at("type"), help="add its `object_type`")
        return
    if parameter.type not in _HOLDING:
        message = f"`object_type` is for parameters of type entity, and this one is of type {parameter.type}"
        place = node.at("object_type", part="key")
        yield Diagnostic("wrong-object-type", SEVERITY, message, place, help="leave it out, or make it `type: entity`")
    elif isinstance(parameter.values_from, EntityValues):
        yield from _check_values(node, said, parameter.values_from.entity_type, catalog)


def _check_values(node: Node[Parameter], wanted: str, found: str, catalog: Catalog) -> Iterator[Diagnostic]:
    values = catalog.entity_types.get(found)
    if values is not None and wanted in catalog.entity_types and wanted not in {found, *values.ancestors}:
        yield Diagnostic(
            "wrong-object-type",
            SEVERITY,
            f"the values are entities of type `{found}`, and the parameter holds a `{wanted}`",
            node.at("values_from", "entity_type"),
            labels=(Label(node.at("object_type"), "what it holds"),),
            help=f"choose from `{wanted}`",
        )
