"""A JSON Schema asks for a format that is none.

A validator that does not know a `format` passes over it in silence: what was to be an e-mail address may then be any
text. The formats are those of JSON Schema 2020-12; for a form of your own, write a `pattern`.

## Example

```yaml
flows:
  - key: call
    label: Call
    input: {type: object, properties: {mail: {type: string, format: e-mail}}}
    steps:
      - {id: call, kind: product_action, with: {product: phone, action: place_call, payload: {phone: "12"}}}
```

## Instead

```yaml
flows:
  - key: call
    label: Call
    input: {type: object, properties: {mail: {type: string, format: email}}}
    steps:
      - {id: call, kind: product_action, with: {product: phone, action: place_call, payload: {phone: "12"}}}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import renaming
from atelier_cli.catalog.schemas import SCHEMAS, schema_problems
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.language.schema_faults import FORMAT_RULE
from atelier_cli.names import alternatives
from atelier_cli.rules.protocol import Category

SEVERITY = Severity.WARNING
CATEGORY = Category.TYPES
NODES: tuple[type[Any], ...] = tuple(SCHEMAS)


def check(node: Node[Any], catalog: Catalog) -> Iterator[Diagnostic]:
    for problem in catalog.once(schema_problems, node):
        if problem.rule == FORMAT_RULE:
            place, meant = node.at(*problem.path), problem.help
            yield Diagnostic(
                "unknown-format",
                SEVERITY,
                problem.message,
                place,
                annotation=f"known: {alternatives(problem.known)}",
                help=f"did you mean `{meant}`?" if meant else "write a `pattern`",
                fixes=renaming(place, meant),
            )
