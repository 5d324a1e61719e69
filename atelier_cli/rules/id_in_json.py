"""A sheet names something by its id.

Ids belong to one database and one organisation: a template is forked into many, and there each row gets an id of its
own. What a sheet refers to is named by its key.

## Example

```yaml
settings:
  - {key: default_team, type: string, default_value: 0d9f1c1e-5a0b-4c7e-9a53-6f2d1b7c8e90}
```

## Instead

```yaml
settings:
  - {key: default_team, type: string, default_value: night-shift}
```
"""

import re
from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Path, Place, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.sheet import Sheet

SEVERITY = Severity.WARNING
CATEGORY = Category.PLANES
NODES = (Sheet,)
_UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE)

#: A pattern that begins with a letter of its own is looked for much faster.
_MIDDLE = re.compile(r"-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-")


def check(node: Node[Sheet], _catalog: Catalog) -> Iterator[Diagnostic]:
    document = node.parsed.document
    # Most sheets have none, which the text tells at once.
    if _MIDDLE.search(document.text) is None:
        return
    for path, text in _texts(document.data, ()):
        for found in _UUID.finditer(text):
            yield Diagnostic(
                "id-in-json",
                SEVERITY,
                f"`{found.group()}` is an id, which other organisations do not have",
                Place(document.name, path, within=found.span()),
                help="name it by its key",
            )


def _texts(said: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(said, str):
        yield path, said
    elif isinstance(said, dict):
        for key, part in said.items():
            yield from _texts(part, (*path, key))
    elif isinstance(said, list):
        for i, part in enumerate(said):
            yield from _texts(part, (*path, i))
