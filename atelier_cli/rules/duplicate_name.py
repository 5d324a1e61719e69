"""Two things of one kind have one name.

A name stands for one thing: among the items of a list (parameters, fields and relations, steps, settings, ...), among
the placements of an application, and in the whole project for applications, roles, surfaces, events, event types,
products, skills, functions and vocabularies. Where two share a name, a reference to it could mean either.

## Example

```yaml
settings:
  - {key: repair_days, type: integer, default_value: 10}
  - {key: repair_days, type: integer, default_value: 20}
```

## Instead

```yaml
settings:
  - {key: repair_days, type: integer, default_value: 10}
  - {key: urgent_repair_days, type: integer, default_value: 20}
```
"""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import DECLARED, Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.siblings import SIBLINGS, Name, Siblings, name_of, naming_field
from atelier_cli.diagnostics import Diagnostic, Label, Path, Place, Severity
from atelier_cli.rules.protocol import Category
from atelier_cli.sheet.models.entity import Relationship
from atelier_cli.sheet.models.vocabulary import Vocabulary

SEVERITY = Severity.ERROR
CATEGORY = Category.STRUCTURE
#: Two files that own an entity type are the business of duplicate-owner.
_PROJECT_WIDE = {model: declared for model, declared in DECLARED.items() if declared.what != "entity type"}
_DECLARED = {declared.what for declared in _PROJECT_WIDE.values()}
NODES: tuple[type[Any], ...] = (*{**SIBLINGS, **_PROJECT_WIDE}, Relationship)


def check(node: Node[Any], catalog: Catalog) -> Iterator[Diagnostic]:
    for siblings in SIBLINGS.get(type(node.model), ()):
        if not isinstance(node.model, Vocabulary) or siblings.noun not in _DECLARED:
            yield from _check_siblings(node, siblings)
    if isinstance(node.model, Vocabulary):
        yield from _check_roles(node, catalog)
    elif isinstance(node.model, Relationship):
        yield from _check_reverse(node, catalog)
    declared = _PROJECT_WIDE.get(type(node.model))
    if declared is not None:
        yield from _check_declaration(node, declared.what, declared.path, catalog)


def _check_siblings(node: Node[Any], siblings: Siblings) -> Iterator[Diagnostic]:
    first: dict[Name, Path] = {}
    for path, item in siblings.items(node.model):
        name = name_of(item)
        if name is None:
            continue
        here = (*path, naming_field(item))
        if name in first:
            yield _finding(siblings.noun, name[-1], node.at(*here), node.at(*first[name]))
        else:
            first[name] = here


def _check_declaration(node: Node[Any], what: str, path: Path, catalog: Catalog) -> Iterator[Diagnostic]:
    name = DECLARED[type(node.model)].name(node.model)
    others = catalog.declarations[what, name]
    if len(others) > 1 and not others[0].is_same(node):
        yield _finding(what, name, node.at(*path), others[0].at(*path))


def _check_roles(node: Node[Vocabulary], catalog: Catalog) -> Iterator[Diagnostic]:
    for i, role in enumerate(node.model.roles):
        owner = catalog.roles[role]
        first = owner.model.roles.index(role)
        if not owner.is_same(node) or first != i:
            yield _finding("role", role, node.at("roles", i), owner.at("roles", first))


def _check_reverse(node: Node[Relationship], catalog: Catalog) -> Iterator[Diagnostic]:
    """The name that a relation has on the other side, among the members of the type there."""
    code = node.model.reverse_code
    symbol = catalog.entity_types.get(node.model.target_type_code)
    if code is None or symbol is None:
        return
    other = symbol.reverse.get(code)
    taken = symbol.fields.get(code) or symbol.relations.get(code)
    if taken is not None:
        yield _finding("member", code, node.at("reverse_code"), taken.at(naming_field(taken.model)))
    elif other is not None and not other.is_same(node):
        yield _finding("relation", code, node.at("reverse_code"), other.at("reverse_code"))


def _finding(noun: str, name: str, place: Place, first: Place) -> Diagnostic:
    return Diagnostic(
        "duplicate-name",
        SEVERITY,
        f"there are two {_plural(noun)} `{name}`",
        place,
        labels=(Label(first, "the first one"),),
        help="give one of them another name",
    )


def _plural(noun: str) -> str:
    return noun if noun == "criteria" else noun + "s"
