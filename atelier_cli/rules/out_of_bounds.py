"""A step sends a value that the other side does not take.

The schemas of skills and of the actions of products say how long, how large and of what form a value may be. One that
is written out in the sheet is checked against them; what a reference gives is checked when the step runs.

## Example

```yaml
flows:
  - key: call
    label: Call
    steps:
      - {id: call, kind: product_action, with: {product: phone, action: place_call, payload: {phone: "12", tries: 9}}}
```

## Instead

```yaml
flows:
  - key: call
    label: Call
    steps:
      - {id: call, kind: product_action, with: {product: phone, action: place_call, payload: {phone: "12", tries: 3}}}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.flow_contracts import takes_schema
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.roots import other_side
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.language.schema_bounds import has_bounds, schema_bounds
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.flow import ProductStep, SkillStep

SEVERITY = Severity.ERROR
CATEGORY = Category.FLOWS
NODES = (SkillStep, ProductStep)


def check(node: Node[SkillStep | ProductStep], catalog: Catalog) -> Iterator[Diagnostic]:
    step = node.model
    other = other_side(step, catalog)
    if other is None or not catalog.once(_has_bounds, other):
        return
    key, said = ("input", step.with_.input) if isinstance(step, SkillStep) else ("payload", step.with_.payload)
    for problem in schema_bounds(said, takes_schema(other, catalog)):
        yield Diagnostic("out-of-bounds", SEVERITY, problem.message, node.at("with", key, *problem.path))


def _has_bounds(other: Node[Any], catalog: Catalog) -> bool:
    return has_bounds(takes_schema(other, catalog))
