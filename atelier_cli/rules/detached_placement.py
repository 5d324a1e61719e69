"""An action is offered on the pages of entities that its target has nothing to do with.

`target_model` of a placement says whose pages carry it, where these are not the target's own. From a page to the target
there must be a way: the one is a kind of the other, or relations lead from one to the other. Otherwise nobody who
launches the action there says what it acts on.

## Example

```yaml
entities:
  - {entity_type: leaflet, schema: {}}
actions:
  - key: close
    label: Close
    target_model: report
    permissions_policy: {view: [clerk], apply: [clerk]}
    edits:
      - {field: status, value: closed}
    placements:
      - {surface: record_header, target_model: leaflet}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    permissions_policy: {view: [clerk], apply: [clerk]}
    edits:
      - {field: status, value: closed}
    placements:
      - {surface: record_header, target_model: team}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.names import alternatives
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action

SEVERITY = Severity.WARNING
CATEGORY = Category.ACTIONS
NODES = (Action,)
#: So many relations may lead from a page to the target, as `$entity` may follow.
_MOST_HOPS = 3


def check(node: Node[Action], catalog: Catalog) -> Iterator[Diagnostic]:
    action = node.model
    # What does nothing to its target needs none.
    if not action.edits or action.target_model not in catalog.entity_types:
        return
    for i, placement in enumerate(action.placements):
        page = placement.target_model
        if page is None or page not in catalog.entity_types:
            continue
        near = _near(action.target_model, catalog)
        if near is not None and page not in near:
            others = sorted(near - {action.target_model})
            yield Diagnostic(
                "detached-placement",
                SEVERITY,
                f"no relation leads from `{page}` to `{action.target_model}`, which the action acts on",
                node.at("placements", i, "target_model"),
                labels=(Label(node.at("target_model"), "acted on"),),
                help=f"place it where its target can be found: {alternatives(others)}" if others else "leave it out",
            )


def _near(code: str, catalog: Catalog) -> frozenset[str] | None:
    """The types from whose entities a few relations lead to those of a type; None where not all is known of one."""
    found = {code}
    for _ in range(_MOST_HOPS):
        symbols = [catalog.entity_types[one] for one in found if one in catalog.entity_types]
        if not all(symbol.is_whole for symbol in symbols):
            return None
        for symbol in symbols:
            found.update(symbol.ancestors, symbol.forward.values(), symbol.backward.values())
        found.update(one for one, symbol in catalog.entity_types.items() if not found.isdisjoint(symbol.ancestors))
    return frozenset(found)
