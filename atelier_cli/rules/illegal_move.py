"""An edit moves an entity to a state that no legal move leads to.

The moves between states are those in `transitions` of the entity type; a run refuses any other. The gates of the action
say in which states it is open: where none of these leads to the new state, the edit is refused every time.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: field, config: {field: status, operator: eq, value: planned}, message: Plan it first.}
    edits:
      - {field: status, value: open}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    submission_criteria:
      - {criteria_type: field, config: {field: status, operator: eq, value: planned}, message: Plan it first.}
    edits:
      - {field: status, value: closed}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.states import StateField, admitted, state_field
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.names import alternatives
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action, ActionEdit

SEVERITY = Severity.ERROR
CATEGORY = Category.ACTIONS
NODES = (Action,)


def check(node: Node[Action], catalog: Catalog) -> Iterator[Diagnostic]:
    if not node.model.edits or node.lacks("submission_criteria"):
        return
    symbol = catalog.entity_types.get(node.model.target_model)
    state = None if symbol is None else state_field(symbol, catalog)
    if state is None:
        return
    for i, edit in enumerate(node.model.edits):
        if edit.field == state.states.field and edit.is_active and edit.value in state.choices:
            yield from _check(node, i, edit, state)


def _check(node: Node[Action], i: int, edit: ActionEdit, state: StateField) -> Iterator[Diagnostic]:
    sources = admitted(node.model, state, edit.when)
    moves = state.states.transitions
    # Where no state is left, the gates contradict each other; to stay where one is is no move.
    if {*sources} <= {edit.value} or any(edit.value in moves.get(source, ()) for source in sources):
        return
    ways = {target for source in sources for target in moves.get(source, ())}
    start = f"`{sources[0]}`" if len(sources) == 1 else f"any of {', '.join(sources)}"
    yield Diagnostic(
        "illegal-move",
        SEVERITY,
        f"no move leads from {start} to `{edit.value}`",
        node.at("edits", i, "value"),
        annotation=f"legal: {alternatives(ways)}" if ways else "no move leads away from there",
        labels=(Label(state.owner.at("schema", "states", "transitions", part="key"), "the moves"),),
        help="mend the gates of the action, or the `transitions` of the entity type",
    )
