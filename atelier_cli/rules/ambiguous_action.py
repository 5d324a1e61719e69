"""A flow or an event names an action, and several are called so.

Two entity types of an application may each have an action of one key. Where a flow calls such an action, or an event
says that one emits it, the name says which: `application/entity_type:key`.

## Example

```yaml
actions:
  - {key: close, label: Close, target_model: report}
  - {key: close, label: Dissolve, target_model: team}
flows:
  - key: close
    label: Close
    steps:
      - {id: close, kind: product_action, with: {product: atelier, action: close, payload: {}}}
```

## Instead

```yaml
actions:
  - {key: close, label: Close, target_model: report}
  - {key: close, label: Dissolve, target_model: team}
flows:
  - key: close
    label: Close
    steps:
      - {id: close, kind: product_action, with: {product: atelier, action: "example/report:close", payload: {}}}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import OWN_PRODUCT, Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Place, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import ProductStep
from atelier_cli.sheet.models.vocabulary import Event

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = (ProductStep, Event)


def check(node: Node[Any], catalog: Catalog) -> Iterator[Diagnostic]:
    if isinstance(node.model, Event):
        yield from _check(node.model.source_action or "", node.at("source_action"), catalog)
    elif node.model.with_.product == OWN_PRODUCT:
        yield from _check(catalog.qualified(node.model.with_.action, node), node.at("with", "action"), catalog)


def _check(name: str, place: Place, catalog: Catalog) -> Iterator[Diagnostic]:
    found = catalog.qualified_actions.get(name, ())
    models = {action.model.target_model: action for action in found}
    if len(models) > 1:
        application, _, key = name.rpartition("/")
        yield Diagnostic(
            "ambiguous-action",
            SEVERITY,
            f"several actions are called `{name}`",
            place,
            labels=tuple(Label(action.at("key"), "one of them") for action in models.values()),
            help=f"write {' or '.join(f'`{application}/{model}:{key}`' for model in sorted(models))}",
        )
