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
from dataclasses import replace
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import dangling
from atelier_cli.catalog.schemas import SCHEMAS, schemas
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.language.subschemas import subschemas
from atelier_cli.rules.protocol import Category

SEVERITY = Severity.WARNING
CATEGORY = Category.TYPES
NODES: tuple[type[Any], ...] = tuple(SCHEMAS)
#: Those of JSON Schema 2020-12, validation, section 7.3.
_FORMATS = (
    "date", "time", "date-time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri",
    "uri-reference", "uri-template", "iri", "iri-reference", "uuid", "json-pointer", "relative-json-pointer", "regex",
)  # fmt: skip


def check(node: Node[Any], _catalog: Catalog) -> Iterator[Diagnostic]:
    for path, schema in schemas(node.model):
        for where, one in subschemas(schema):
            name = one.get("format")
            if isinstance(name, str) and name not in _FORMATS:
                found = dangling(
                    "unknown-format",
                    f"`{name}` is no format of JSON Schema",
                    name,
                    _FORMATS,
                    node.at(*path, *where, "format"),
                    otherwise="write a `pattern`",
                )
                yield replace(found, severity=SEVERITY)
