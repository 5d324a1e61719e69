"""A key is spelt in another way than the canonical one.

Some spellings that sheets use are accepted - `execution_mode` for `kind`, `op` for `operator` in conditions,
`is_visible` for `visible`, `event_type` for `event` in side effects, `icon`, `color` and `activity_template` outside
of `presentation` - and mean the same. `atelier fmt` writes the canonical one. A create that is counted, as in
`$created.1.id`, is better called by its key: it stays the same when another is put before it.

## Example

```yaml
entities:
  - {entity_type: report, is_visible: false}
```

## Instead

```yaml
entities:
  - {entity_type: report, visible: false}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Edit, Fix, Path, Severity
from atelier_cli.language.values.created import key_of
from atelier_cli.language.values.parse import parse
from atelier_cli.language.values.syntax import Name, Reference
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.keys import keys
from atelier_cli.sheet.models.action import Action, ActionCreate

SEVERITY = Severity.INFO
CATEGORY = Category.STYLE
NODES = (Action,)


def check(node: Node[Action], _catalog: Catalog) -> Iterator[Diagnostic]:
    """The creates that are counted; keys in another spelling are found while the sheet is read."""
    creates = node.model.creates
    if not creates:
        return
    places = [place if create.order is None else create.order for place, create in enumerate(creates, 1)]
    own = keys(creates, ActionCreate.NAMED_AFTER)
    named = [key for _, key in sorted(zip(places, own, strict=True))]
    for path, name in _counted(_values(node.model), ()):
        key = key_of(name.text, named)
        here = named.index(own[int(path[1])]) if path[0] == "creates" else len(named)
        # A create that comes later is unknown there, however it is spelt.
        if key != name.text and named.index(key) < here:
            place = node.at(*path, within=name.span)
            yield Diagnostic(
                "alias-spelling",
                SEVERITY,
                f"`$created.{name.text}` is another spelling of `$created.{key}`",
                place,
                help=f"write `{key}`",
                fixes=(Fix(f"write `{key}`", safe=True, edits=(Edit(place, key),)),),
            )


def _values(action: Action) -> dict[str, Any]:
    """What of an action may refer to what it creates, as it stands in the sheet."""
    return {
        "edits": [
            {"value": edit.value, "function_args": edit.function_args, "when": edit.when} for edit in action.edits
        ],
        "creates": [{"fields": create.fields_, "when": create.when} for create in action.creates],
        "side_effects": [{"payload_aliases": effect.payload_aliases} for effect in action.side_effects],
    }


def _counted(value: Any, path: Path) -> Iterator[tuple[Path, Name]]:
    """The numbers by which creates are called."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _counted(one, (*path, key))
    elif isinstance(value, list):
        for i, one in enumerate(value):
            yield from _counted(one, (*path, i))
    elif isinstance(value, str) and value.startswith("$created."):
        node, _ = parse(value)
        if isinstance(node, Reference) and node.names and node.names[0].text.isdigit():
            yield path, node.names[0]
