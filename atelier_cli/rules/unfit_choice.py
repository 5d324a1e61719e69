"""A parameter offers a choice that the field it is put into does not have.

What is given for the parameter is what the field is set to. A word that is not among the field's own is refused when
somebody gives it, after the form has offered it.

## Example

```yaml
actions:
  - key: move
    label: Move
    target_model: report
    parameters:
      - {key: to, type: enum, required: true, constraints: {one_of: [planned, closd]}}
    edits:
      - {field: status, value: $parameters.to}
```

## Instead

```yaml
actions:
  - key: move
    label: Move
    target_model: report
    parameters:
      - {key: to, type: enum, required: true, constraints: {one_of: [planned, closed]}}
    edits:
      - {field: status, value: $parameters.to}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.choices import choices, offers
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.parameter_uses import parameters_asked
from atelier_cli.catalog.reference import dangling
from atelier_cli.diagnostics import Diagnostic, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action

SEVERITY = Severity.ERROR
CATEGORY = Category.ACTIONS
NODES = (Action,)
_ROOT = "$parameters."


def check(node: Node[Action], catalog: Catalog) -> Iterator[Diagnostic]:
    if not any(map(offers, node.model.parameters)):
        return
    seen: set[str] = set()
    for key, code, field, when in _put(node.model):
        symbol = catalog.entity_types.get(code)
        known = symbol.members[field].choices if symbol is not None and field in symbol.members else None
        owner = None if symbol is None else symbol.fields.get(field)
        if not known or owner is None or key in seen or key in parameters_asked(node.model, when):
            continue
        offered = choices(node, key)
        # Where none fits, the parameter is of another type than the field.
        strange = offered.keys() - {*known} if offered.keys() & {*known} else ()
        for word in sorted(strange, key=list(offered).index):
            seen.add(key)
            yield dangling(
                "unfit-choice",
                f"`{word}` is no choice of the field `{field}`, which is set to it",
                word,
                known,
                offered[word],
                holder=f"`{field}` has",
                declared=owner.at("field_key"),
            )


def _put(action: Action) -> Iterator[tuple[str, str, str, Any]]:
    """The parameters that fields are set to, each with the entity type, the field, and the condition."""
    for edit in action.edits:
        if edit.is_active and edit.op == "set" and _names(edit.value):
            yield edit.value[len(_ROOT) :], action.target_model, edit.field, edit.when
    for create in action.creates:
        for field, value in create.fields_.items() if create.is_active else ():
            if _names(value):
                yield value[len(_ROOT) :], create.entity_type, field, create.when


def _names(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(_ROOT)
