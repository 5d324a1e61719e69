"""An edit moves an entity to a state that no legal move leads to.

The moves between states are those in `transitions` of the entity type; a run refuses any other. The gates of the action
say in which states it is open: where none of these leads to the new state, the edit is refused every time. Nor may a
parameter that the field is set to offer a state that none of them leads to.

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

from collections.abc import Iterator, Sequence

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.choices import choices
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.parameter_uses import parameters_asked
from atelier_cli.catalog.states import StateField, admitted, state_field
from atelier_cli.diagnostics import Diagnostic, Label, Place, Severity
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
        if edit.field != state.states.field or not edit.is_active or not isinstance(edit.value, str):
            continue
        place = node.at("edits", i, "value")
        sources = admitted(node.model, state, edit.when)
        if edit.value in state.choices:
            if _is_illegal(edit.value, sources, state):
                yield _finding(f"`{edit.value}`", sources, state, place)
        else:
            yield from _of_parameter(node, edit, sources, state, place)


def _is_illegal(target: str, sources: Sequence[str], state: StateField) -> bool:
    # Where no state is left, the gates contradict each other; to stay where one is is no move.
    moves = state.states.transitions
    return not {*sources} <= {target} and not any(target in moves.get(source, ()) for source in sources)


def _of_parameter(
    node: Node[Action], edit: ActionEdit, sources: Sequence[str], state: StateField, place: Place
) -> Iterator[Diagnostic]:
    """What is wrong with the choices of the parameter that the state is set to."""
    key = edit.value.removeprefix("$parameters.")
    offered = {} if key == edit.value else choices(node, key)
    places = {choice: place for choice, place in offered.items() if choice in state.choices}
    # A condition that asks for the parameter says which of its choices are meant.
    if key in parameters_asked(node.model, edit.when):
        return
    illegal = [choice for choice in places if _is_illegal(choice, sources, state)]
    if len(illegal) < len(offered):
        for choice in illegal:
            yield _finding(f"`{choice}`", sources, state, places[choice], Label(place, "set here"))
    elif illegal:
        yield _finding(_any_of(illegal), sources, state, place)


def _finding(target: str, sources: Sequence[str], state: StateField, place: Place, *labels: Label) -> Diagnostic:
    moves = state.states.transitions
    ways = {way for source in sources for way in moves.get(source, ())}
    return Diagnostic(
        "illegal-move",
        SEVERITY,
        f"no move leads from {_any_of(sources)} to {target}",
        place,
        annotation=f"legal: {alternatives(ways)}" if ways else "no move leads away from there",
        labels=(*labels, Label(state.owner.at("schema", "states", "transitions", part="key"), "the moves")),
        help="mend the gates of the action, or the `transitions` of the entity type",
    )


def _any_of(states: Sequence[str]) -> str:
    return f"`{states[0]}`" if len(states) == 1 else f"any of {', '.join(states)}"
