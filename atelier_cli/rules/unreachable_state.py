"""A state can never be reached.

No way of legal moves leads from the initial state to it, and no action creates an entity that is in it from the start.

## Example

```yaml
entities:
  - entity_type: permit
    schema:
      fields:
        - {field_key: status, field_type: {type: enum, choices: [{value: open}, {value: closed}, {value: lost}]}}
      states: {field: status, initial: open, transitions: {open: [closed], lost: [open]}}
```

## Instead

```yaml
entities:
  - entity_type: permit
    schema:
      fields:
        - {field_key: status, field_type: {type: enum, choices: [{value: open}, {value: closed}, {value: lost}]}}
      states: {field: status, initial: open, transitions: {open: [closed, lost], lost: [open]}}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.states import StateField, state_field
from atelier_cli.diagnostics import Diagnostic, Label, Place, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.entity import EntitySchema

SEVERITY = Severity.WARNING
CATEGORY = Category.STRUCTURE
NODES = (EntitySchema,)


def check(node: Node[EntitySchema], catalog: Catalog) -> Iterator[Diagnostic]:
    if node.model.states is None or node.parent is None or node.is_broken():
        return
    symbol = catalog.entity_types.get(node.parent.model.entity_type)
    state = None if symbol is None or not symbol.node.is_same(node.parent) else state_field(symbol, catalog)
    if symbol is None or state is None or {state.states.initial, *_named(state)} - {*state.choices}:
        return  # a state that is not known is probably the one that leads there
    started = {state.states.initial, *_created(symbol.code, state, catalog)}
    reached = _reached(started, state.states.transitions)
    for choice in state.choices:
        if choice not in reached and None not in started:
            yield Diagnostic(
                "unreachable-state",
                SEVERITY,
                f"no move leads to the state `{choice}`",
                _place(node, choice, state),
                labels=(Label(node.at("states", "initial"), "where every entity starts"),),
                help="add a move that leads there, or leave the state out",
            )


def _created(code: str, state: StateField, catalog: Catalog) -> Iterator[str | None]:
    """The states in which entities are created; None for one that cannot be told."""
    for fields in catalog.created.get(code, ()):
        if state.states.field in fields:
            said = fields[state.states.field]
            yield said if said in state.choices else None


def _named(state: StateField) -> Iterator[str]:
    for source, targets in state.states.transitions.items():
        yield from (source, *targets)


def _reached(started: set[str | None], moves: dict[str, list[str]]) -> set[str | None]:
    found, left = set(started), list(started)
    while left:
        for target in moves.get(left.pop() or "", ()):
            if target not in found:
                found.add(target)
                left.append(target)
    return found


def _place(node: Node[EntitySchema], choice: str, state: StateField) -> Place:
    """Where the moves from the state stand, or else where it is declared."""
    if choice in state.states.transitions:
        return node.at("states", "transitions", choice, part="key")
    for i, field in enumerate(node.model.fields_):
        if field.field_key == state.states.field:
            return node.at("fields", i, "field_type", "choices", state.choices.index(choice), "value")
    return node.at("states", "transitions", part="key")
