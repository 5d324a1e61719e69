"""A create leaves out what every entity of the type must have.

Required fields and relations need a value when the entity is made, unless the type has a default for them; the field of
the state starts with the initial state. A parameter that need not be given and has no default is no such value, unless
the `when` of the create, or what must hold for the action, speaks of it.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    creates:
      - {entity_type: report, fields: {due_on: $today}}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    creates:
      - {entity_type: report, fields: {description: A new one., due_on: $today}}
```
"""

from collections.abc import Iterator
from dataclasses import replace

from atelier_cli.catalog.catalog import Catalog, EntityTypeSymbol
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.parameter_uses import parameters_minded
from atelier_cli.catalog.states import state_field
from atelier_cli.diagnostics import Diagnostic, Label, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action, ActionCreate, Parameter

SEVERITY = Severity.ERROR
CATEGORY = Category.ACTIONS
NODES = (ActionCreate,)
_PARAMETERS = "$parameters."


def check(node: Node[ActionCreate], catalog: Catalog) -> Iterator[Diagnostic]:
    symbol = catalog.entity_types.get(node.model.entity_type)
    if symbol is None or not symbol.is_whole or node.is_broken():
        return
    said = node.model.fields_
    # A field that is not known is a misspelt one: which one is missing is the same mistake.
    strange = any(name not in symbol.settable for name in said)
    for name in _needed(symbol, catalog):
        lender = _lender(node, said.get(name))
        if lender is not None:
            yield _uncertain(node, name, symbol, lender)
        elif name in said and said[name] is None:
            yield _finding(node, name, symbol, f"`{name}` of `{symbol.code}` is required, and the create gives none")
        elif name not in said and not strange:
            message = f"expected the required `{name}` of `{symbol.code}`, found none"
            yield _finding(node, name, symbol, message)


def _needed(symbol: EntityTypeSymbol, catalog: Catalog) -> Iterator[str]:
    state = state_field(symbol, catalog)
    started = "" if state is None else state.states.field
    for name, field in symbol.fields.items():
        if field.model.required and field.model.default_value is None and name != started:
            yield name
    yield from (name for name, relation in symbol.relations.items() if relation.model.required)


def _lender(node: Node[ActionCreate], said: object) -> Parameter | None:
    """The parameter that a value is, where it may be none."""
    action = node.around(Action)
    if action is None or not (isinstance(said, str) and said.startswith(_PARAMETERS)):
        return None
    key = said.removeprefix(_PARAMETERS)
    found = next((one for one in action.model.parameters if one.key == key and one.is_active), None)
    if found is None or found.required or found.default is not None or action.lacks("submission_criteria"):
        return None
    return None if key in parameters_minded(action.model, node.model.when) else found


def _uncertain(node: Node[ActionCreate], name: str, symbol: EntityTypeSymbol, lender: Parameter) -> Diagnostic:
    message = f"`{name}` of `{symbol.code}` is required, and the parameter `{lender.key}` need not be given"
    help_ = f"make `{lender.key}` required, or give it a `default`"
    return replace(_finding(node, name, symbol, message), help=help_)


def _finding(node: Node[ActionCreate], name: str, symbol: EntityTypeSymbol, message: str) -> Diagnostic:
    member = symbol.fields.get(name) or symbol.relations[name]
    if name in node.model.fields_:
        place = node.at("fields", name)
    elif "fields_" in node.model.model_fields_set:
        place = node.at("fields", part="key")
    else:
        place = node.at("entity_type")
    return Diagnostic(
        "incomplete-create",
        SEVERITY,
        message,
        place,
        labels=(Label(member.at("required"), "required here"),),
        help="give it a value, or the field a default",
    )
