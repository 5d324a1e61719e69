"""An event says which action emits it, and the action does not.

`source_action` tells people where an event comes from: a side effect of that action has to emit it.

## Example

```yaml
# words.yaml
vocabulary:
  code: words
  events:
    - {code: report.opened, label: A report was opened, source_action: registry/register}
```

## Instead

```yaml
# words.yaml
vocabulary:
  code: words
  events:
    - {code: report.opened, label: A report was opened}
```
"""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.vocabulary import Event

SEVERITY = Severity.WARNING
CATEGORY = Category.NOTIFICATIONS
NODES = (Event,)


def check(node: Node[Event], catalog: Catalog) -> Iterator[Diagnostic]:
    source = node.model.source_action
    actions = catalog.qualified_actions.get(source, ()) if source is not None else ()
    if len(actions) != 1 or actions[0].is_broken():
        return
    action = actions[0]
    if all(effect.event != node.model.code for effect in action.model.side_effects):
        yield Diagnostic(
            "silent-source",
            SEVERITY,
            f"`{source}` does not emit `{node.model.code}`",
            node.at("source_action"),
            labels=(Label(action.at("key"), "the action"),),
            help="give it a side effect, or name the action that has one",
        )
