"""What should be a JSON Schema is none.

The input of a flow, the form of a task, and the payloads and answers that a vocabulary declares are described by JSON
Schemas (2020-12). One that is wrong checks nothing, or stops every run. A keyword that is nearly one of the known ones
is misspelt: JSON Schema would pass over it in silence.

## Example

```yaml
flows:
  - key: call
    label: Call
    input: {type: object, required: phone, properties: {phone: {type: string}}}
    steps:
      - {id: call, kind: product_action, with: {product: phone, action: place_call, payload: {phone: "12"}}}
```

## Instead

```yaml
flows:
  - key: call
    label: Call
    input: {type: object, required: [phone], properties: {phone: {type: string}}}
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
from atelier_cli.language.problems import Problem
from atelier_cli.language.schema_faults import RULE
from atelier_cli.rules.protocol import Category

SEVERITY = Severity.ERROR
CATEGORY = Category.TYPES
NODES: tuple[type[Any], ...] = tuple(SCHEMAS)


def check(node: Node[Any], catalog: Catalog) -> Iterator[Diagnostic]:
    for problem in catalog.once(schema_problems, node):
        if problem.rule == RULE:
            yield _finding(node, problem)


def _finding(node: Node[Any], problem: Problem) -> Diagnostic:
    is_key = problem.message.startswith("unknown keyword")
    place = node.at(*problem.path, part="key" if is_key else "value")
    meant = problem.help.removeprefix("did you mean `").removesuffix("`?") if "did you mean" in problem.help else ""
    return Diagnostic(
        "invalid-schema", SEVERITY, problem.message, place, help=problem.help, fixes=renaming(place, meant)
    )
