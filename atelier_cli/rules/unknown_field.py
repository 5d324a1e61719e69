"""Something names a field that its entity type does not have.

The fields of an entity are those of its type and of the types it inherits from; relations count as fields where a value
is read or set. The rule looks at edits, creates, conditions, `$entity` references, states, unique constraints,
`unique_in`, and the lists that parameters choose from.

## Example

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    edits:
      - {field: statuss, value: closed}
```

## Instead

```yaml
actions:
  - key: close
    label: Close
    target_model: report
    edits:
      - {field: status, value: closed}
```
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog, EntityTypeSymbol
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.reference import dangling
from atelier_cli.diagnostics import Diagnostic, Place, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.action import Action, Constraints, EntityValues
from atelier_cli.sheet.models.entity import EntitySchema

SEVERITY = Severity.ERROR
CATEGORY = Category.REFERENCES
NODES = (EntitySchema, Action, EntityValues, Constraints)
#: A name, and where it is used.
Use = tuple[str, Place]


def check(node: Node[Any], catalog: Catalog) -> Iterator[Diagnostic]:
    for code, known, uses in _USES[type(node.model)](node, catalog):
        symbol = catalog.entity_types[code]
        for name, place in uses if symbol.is_whole else ():
            if name not in known and name not in catalog.suspects:
                yield _finding(name, place, symbol, known)


def _finding(name: str, place: Place, symbol: EntityTypeSymbol, known: Iterable[str]) -> Diagnostic:
    return dangling(
        "unknown-field",
        f"unknown field `{name}` on entity `{symbol.code}`",
        name,
        known,
        place,
        holder=f"`{symbol.code}` has",
        declared=symbol.node.at("entity_type"),
    )


#: An entity type, those of its members that may be named here, and the names used.
Uses = Iterator[tuple[str, Iterable[str], Iterable[Use]]]


def _of_schema(node: Node[EntitySchema], catalog: Catalog) -> Uses:
    code = node.parent.model.entity_type if node.parent is not None else ""
    symbol = catalog.entity_types.get(code)
    if symbol is None or symbol.node.model is not (node.parent and node.parent.model):
        return  # another file owns the type: that is the finding
    if node.model.states is not None:
        yield code, symbol.fields, [(node.model.states.field, node.at("states", "field"))]
    for i, group in enumerate(node.model.unique_constraints):
        yield code, symbol.settable, [(name, node.at("unique_constraints", i, j)) for j, name in enumerate(group)]


def _of_action(node: Node[Action], catalog: Catalog) -> Uses:
    action = node.model
    target = catalog.entity_types.get(action.target_model)
    if target is not None:
        uses = [(edit.field, node.at("edits", i, "field")) for i, edit in enumerate(action.edits)]
        yield target.code, target.settable, uses
    for i, create in enumerate(action.creates):
        symbol = catalog.entity_types.get(create.entity_type)
        if symbol is not None:
            names = [(name, node.at("creates", i, "fields", name, part="key")) for name in create.fields_]
            yield symbol.code, symbol.settable, names


def _of_values(node: Node[EntityValues], catalog: Catalog) -> Uses:
    symbol = catalog.entity_types.get(node.model.entity_type)
    if symbol is not None:
        named = [(name, getattr(node.model, name)) for name in ("value", "label")]
        yield symbol.code, symbol.members, [(name, node.at(key)) for key, name in named if name is not None]


def _of_constraints(node: Node[Constraints], catalog: Catalog) -> Uses:
    code, dot, name = (node.model.unique_in or "").partition(".")
    symbol = catalog.entity_types.get(code)
    if symbol is not None:
        within = (len(code) + len(dot), len(code) + len(dot) + len(name))
        yield code, symbol.settable, [(name, node.at("unique_in", within=within if name else None))]


_USES: dict[type[Any], Callable[[Node[Any], Catalog], Uses]] = {
    EntitySchema: _of_schema,
    Action: _of_action,
    EntityValues: _of_values,
    Constraints: _of_constraints,
}
