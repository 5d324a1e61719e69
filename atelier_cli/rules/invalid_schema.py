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

from collections.abc import Iterator, Mapping
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import renaming
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.language.problems import Problem
from atelier_cli.language.schema_faults import schema_faults
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.entity import JsonType
from atelier_cli.sheet.models.flow import Flow, HumanStep
from atelier_cli.sheet.models.vocabulary import Event, EventType, ProductAction, Skill

SEVERITY = Severity.ERROR
CATEGORY = Category.TYPES
#: Where the schemas of each model stand.
_SCHEMAS: Mapping[type[Any], tuple[tuple[str, ...], ...]] = {
    Flow: (("input",),),
    HumanStep: (("with", "form"),),
    JsonType: (("schema",),),
    Skill: (("input_schema",), ("output_schema",)),
    ProductAction: (("payload_schema",), ("result_schema",)),
    EventType: (("payload_schema",),),
    Event: (("payload_schema",),),
}
NODES: tuple[type[Any], ...] = tuple(_SCHEMAS)
#: Attributes that are keywords of Python, or names of pydantic.
_ATTRIBUTES = {"with": "with_", "schema": "schema_"}


def check(node: Node[Any], _catalog: Catalog) -> Iterator[Diagnostic]:
    for path in _SCHEMAS[type(node.model)]:
        schema = node.model
        for name in path:
            schema = getattr(schema, _ATTRIBUTES.get(name, name))
        for problem in schema_faults({} if schema is None else schema):
            yield _finding(node, path, problem)


def _finding(node: Node[Any], path: tuple[str, ...], problem: Problem) -> Diagnostic:
    is_key = problem.message.startswith("unknown keyword")
    place = node.at(*path, *problem.path, part="key" if is_key else "value")
    meant = problem.help.removeprefix("did you mean `").removesuffix("`?") if "did you mean" in problem.help else ""
    return Diagnostic(
        "invalid-schema", SEVERITY, problem.message, place, help=problem.help, fixes=renaming(place, meant)
    )
