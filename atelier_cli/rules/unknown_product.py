"""A flow calls, or an event type comes from, a product that no vocabulary has.

Products are declared, with the actions they offer, in `products` of a vocabulary. A flow can also call `atelier`: its
actions are those of the project's own sheets. It is nowhere declared, so no event type comes from it.

## Example

```yaml
flows:
  - key: file
    label: File the proposal
    steps:
      - {id: file, kind: product_action, with: {product: rpf, action: generate_proposal, payload: {opportunityId: o-1}}}
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
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import ProductStep
from atelier_cli.sheet.models.vocabulary import EventType

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = (ProductStep, EventType)

#: What to do about an event type of the product that only steps can name.
_OWN = f"only a step can name `{OWN_PRODUCT}`: name a product that the `products` of a vocabulary declare"


def check(node: Node[Any], catalog: Catalog) -> Iterator[Diagnostic]:
    if isinstance(node.model, ProductStep):
        code, place, known = node.model.with_.product, node.at("with", "product"), {*catalog.products, OWN_PRODUCT}
    else:
        code, place, known = node.model.product, node.at("product"), {*catalog.products}
    if code not in known and code not in catalog.suspects:
        yield dangling(
            "unknown-product",
            f"unknown product `{code}`",
            code,
            known,
            place,
            otherwise=_OWN if code == OWN_PRODUCT else "add it to the `products` of a vocabulary",
        )
