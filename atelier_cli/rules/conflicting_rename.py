"""Something is said to be renamed from a name that is still there.

`renamed_from` gives an item the id of the one that had the former name. That one must be gone: from the sheet, and from
the database but under the former name. Nor can two items come from one.

## Example

```yaml
settings:
  - {key: repair_days, type: integer, default_value: 10}
  - {key: days, type: integer, default_value: 10, renamed_from: repair_days}
```

## Instead

```yaml
settings:
  - {key: days, type: integer, default_value: 10, renamed_from: repair_days}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.renames import renames
from atelier_cli.catalog.siblings import SIBLINGS, Name, Siblings, name_of
from atelier_cli.diagnostics import Diagnostic, Label, Path, Severity
from atelier_cli.rules.protocol import Category

SEVERITY = Severity.ERROR
CATEGORY = Category.PLANES
NODES = tuple(SIBLINGS)


def check(node: Node[Any], catalog: Catalog) -> Iterator[Diagnostic]:
    for siblings in dict.fromkeys(siblings for siblings, _, _ in catalog.once(renames, node)):
        yield from _check(node, siblings)


def _check(node: Node[Any], siblings: Siblings) -> Iterator[Diagnostic]:
    present = {name: path for path, item in siblings.items(node.model) if (name := name_of(item)) is not None}
    renamed: dict[Name, Path] = {}
    for path, item in siblings.items(node.model):
        former: str | None = getattr(item, "renamed_from", None)
        if former is None:
            continue
        name = (*(name_of(item) or ("",))[:-1], former)
        reason = "it is still there" if name in present else "another one was renamed from it"
        other = present.get(name) or renamed.setdefault(name, path)
        if other != path:
            yield Diagnostic(
                "conflicting-rename",
                SEVERITY,
                f"this {siblings.noun} cannot be renamed from `{former}`: {reason}",
                node.at(*path, "renamed_from"),
                labels=(Label(node.at(*other), "this one"),),
                help="remove `renamed_from`, or the other one",
            )
