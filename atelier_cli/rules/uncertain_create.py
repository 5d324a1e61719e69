"""What an action may not have created is read whether it has or not.

A create with a `when` is made only where the condition holds. Elsewhere there is nothing under its key, and what is
read of it is missing. Give what reads it a `when` too.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    creates:
      - key: follow_up
        entity_type: report
        fields: {description: Look again.}
        when: {field: visits, operator: gt, value: 1}
      - {key: team, entity_type: team, fields: {name: $created.follow_up.description}}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    creates:
      - key: follow_up
        entity_type: report
        fields: {description: Look again.}
        when: {field: visits, operator: gt, value: 1}
      - key: team
        entity_type: team
        fields: {name: $created.follow_up.description}
        when: {field: visits, operator: gt, value: 1}
```
"""

from collections.abc import Iterator, Mapping

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reads import reads
from atelier_cli.diagnostics import Diagnostic, Label, Path, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.keys import keys
from atelier_cli.sheet.models.action import Action, ActionCreate

SEVERITY = Severity.WARNING
CATEGORY = Category.ACTIONS
NODES = (Action,)


def check(node: Node[Action], _catalog: Catalog) -> Iterator[Diagnostic]:
    creates = node.model.creates
    if all(create.when is None for create in creates):
        return
    keyed = enumerate(keys(creates, ActionCreate.NAMED_AFTER))
    uncertain = {key: i for i, key in keyed if creates[i].when is not None}
    for where, said in _certain(node.model):
        for read in reads(said):
            create = uncertain.get(read.names[1]) if read.names[0] == "created" and len(read.names) > 1 else None
            if create is not None:
                yield Diagnostic(
                    "uncertain-create",
                    SEVERITY,
                    f"`{read.names[1]}` is created only when its condition holds, and read in any case",
                    node.at(*where, *read.path, within=read.within),
                    labels=(Label(node.at("creates", create, "when", part="key"), "only when this holds"),),
                    help="give what reads it the same `when`",
                )


def _certain(action: Action) -> Iterator[tuple[Path, object]]:
    """The values that are worked out in every run of the action and may read what it creates."""
    for i, create in enumerate(action.creates):
        if create.when is None:
            yield from _reading(("creates", i, "fields"), create.fields_)
    for i, edit in enumerate(action.edits):
        if edit.when is None:
            yield from _reading(("edits", i), {"value": edit.value})
    for i, effect in enumerate(action.side_effects):
        if effect.when_parameter is None:
            yield from _reading(("side_effects", i, "payload_aliases"), effect.payload_aliases)


def _reading(path: Path, values: Mapping[str, object]) -> Iterator[tuple[Path, object]]:
    for name, said in values.items():
        if isinstance(said, dict | list) or (isinstance(said, str) and said.startswith("$created")):
            yield (*path, name), said
