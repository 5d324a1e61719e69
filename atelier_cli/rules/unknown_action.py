"""A flow or an event names an action that is not there.

A product offers the actions that its vocabulary lists. The product `atelier` offers those of the project's sheets,
named `key` within the flow's own sheet, `application/key` anywhere, and `application/entity_type:key` where two entity
types of an application have an action of one key. The `source_action` of an event is such a name too; it is left alone
where the application itself is not at hand.

## Example

```yaml
flows:
  - key: file
    label: File the proposal
    steps:
      - {id: file, kind: product_action, with: {product: rfp, action: generate_propsal, payload: {opportunityId: o-1}}}
```

## Instead

```yaml
flows:
  - key: file
    label: File the proposal
    steps:
      - {id: file, kind: product_action, with: {product: rfp, action: generate_proposal, payload: {opportunityId: o-1}}}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import OWN_PRODUCT, Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import dangling
from atelier_cli.diagnostics import Diagnostic, Place, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import ProductStep
from atelier_cli.sheet.models.vocabulary import Event

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = (ProductStep, Event)


def check(node: Node[Any], catalog: Catalog) -> Iterator[Diagnostic]:
    if isinstance(node.model, Event):
        name = node.model.source_action
        if name is not None and name.partition("/")[0] in catalog.applications:
            yield from _check_own(name, name, node.at("source_action"), catalog)
        return
    step = node.model.with_
    place = node.at("with", "action")
    if step.product == OWN_PRODUCT:
        yield from _check_own(catalog.qualified(step.action, node), step.action, place, catalog)
    elif step.product in catalog.products:
        yield from _check_offered(step.product, step.action, place, catalog)


def _check_offered(product: str, action: str, place: Place, catalog: Catalog) -> Iterator[Diagnostic]:
    if (product, action) not in catalog.product_actions and action not in catalog.suspects:
        yield dangling(
            "unknown-action",
            f"unknown action `{action}` of product `{product}`",
            action,
            [code for owner, code in catalog.product_actions if owner == product],
            place,
            holder=f"`{product}` has",
            declared=catalog.products[product].at("code"),
        )


def _check_own(name: str, written: str, place: Place, catalog: Catalog) -> Iterator[Diagnostic]:
    if name not in catalog.qualified_actions and name.rpartition("/")[2].rpartition(":")[2] not in catalog.suspects:
        yield dangling(
            "unknown-action",
            f"unknown action `{written}`",
            name,
            _near(name, catalog),
            place,
            otherwise="name it `application/key`",
        )


def _near(name: str, catalog: Catalog) -> list[str]:
    """The actions of the application that the name begins with, or else of all."""
    application = name.partition("/")[0] + "/"
    own = [known for known in catalog.qualified_actions if known.startswith(application)]
    return [known for known in own or catalog.qualified_actions if ":" not in known or ":" in name]
