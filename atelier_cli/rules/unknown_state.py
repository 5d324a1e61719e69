"""The states of an entity type name one that its state field cannot hold.

The field that `states` names is an enum; `initial` and both ends of every transition are among its choices.

## Example

```yaml
entities:
  - entity_type: permit
    schema:
      fields:
        - {field_key: status, field_type: {type: enum, choices: [{value: open}, {value: closed}]}}
      states: {field: status, initial: opn, transitions: {open: [closed]}}
```

## Instead

```yaml
entities:
  - entity_type: permit
    schema:
      fields:
        - {field_key: status, field_type: {type: enum, choices: [{value: open}, {value: closed}]}}
      states: {field: status, initial: open, transitions: {open: [closed]}}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import dangling
from atelier_cli.diagnostics import Diagnostic, Place, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.entity import EntityField, EntitySchema, EnumType, States

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = (EntitySchema,)


def check(node: Node[EntitySchema], catalog: Catalog) -> Iterator[Diagnostic]:
    states = node.model.states
    symbol = catalog.entity_types.get(node.parent.model.entity_type) if node.parent is not None else None
    field = symbol.fields.get(states.field) if symbol is not None and states is not None else None
    if states is None or field is None or field.lacks("field_type", "choices"):
        return
    kind = field.model.field_type
    if not isinstance(kind, EnumType):
        yield Diagnostic(
            "unknown-state",
            SEVERITY,
            f"expected a field of type enum, found `{states.field}` of type {kind.type}",
            node.at("states", "field"),
            help="make it an enum, with one choice a state",
        )
        return
    choices = [choice.value for choice in kind.choices]
    for name, place in _named(states, node):
        if name not in choices and name not in catalog.suspects:
            yield _finding(name, choices, place, field)


def _finding(name: str, choices: list[str], place: Place, field: Node[EntityField]) -> Diagnostic:
    return dangling(
        "unknown-state",
        f"unknown state `{name}`",
        name,
        choices,
        place,
        holder=f"`{field.model.field_key}` has",
        declared=field.at("field_key"),
    )


def _named(states: States, node: Node[EntitySchema]) -> Iterator[tuple[str, Place]]:
    yield states.initial, node.at("states", "initial")
    for source, targets in states.transitions.items():
        yield source, node.at("states", "transitions", source, part="key")
        for i, target in enumerate(targets):
            yield target, node.at("states", "transitions", source, i)
