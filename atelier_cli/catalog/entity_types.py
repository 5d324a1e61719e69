"""Entity types with all they have: their own members, those they inherit, and the relations that lead to them."""

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from atelier_cli.catalog.catalog import EntityTypeSymbol
from atelier_cli.catalog.member_types import member_type, relation_type, reverse_type
from atelier_cli.catalog.node import Node
from atelier_cli.language.declared import ID
from atelier_cli.language.types import ANY, UNSURE, Type
from atelier_cli.sheet.models.entity import EntityField, Relationship

Owners = Mapping[str, Node[Any]]
#: Relations by the type they lead to.
Incoming = Mapping[str, list[Node[Relationship]]]


def entity_types(owners: Owners, suspects: Iterable[str]) -> dict[str, EntityTypeSymbol]:
    """The entity types by code; each may have any of the `suspects` as a member, of whatever type."""
    incoming: dict[str, list[Node[Relationship]]] = {}
    for node in owners.values():
        for relation in _relations(node):
            incoming.setdefault(relation.model.target_type_code, []).append(relation)
    unsure = dict.fromkeys(suspects, UNSURE)
    return {code: _symbol(code, owners, incoming, unsure) for code in owners}


def _symbol(code: str, owners: Owners, incoming: Incoming, unsure: dict[str, Type]) -> EntityTypeSymbol:
    line = tuple(_line(code, owners))
    fields: dict[str, Node[EntityField]] = {}
    relations: dict[str, Node[Relationship]] = {}
    reverse: dict[str, Node[Relationship]] = {}
    backward: dict[str, str] = {}
    for one in reversed(line):
        fields.update({node.model.field_key: node for node in _fields(owners[one])})
        relations.update({node.model.rel_code: node for node in _relations(owners[one])})
        for relation in reversed(incoming.get(one, ())):
            backward[relation.model.rel_code] = _owner(relation)
            if relation.model.reverse_code is not None:
                reverse[relation.model.reverse_code] = relation
    members = dict(ID)
    members.update({name: reverse_type(node.model, _owner(node)) for name, node in reverse.items()})
    members.update({name: _relation_type(node.model, owners) for name, node in relations.items()})
    members.update({name: _member_type(node) for name, node in fields.items()})
    return EntityTypeSymbol(
        code=code,
        node=owners[code],
        fields=fields,
        relations=relations,
        reverse=reverse,
        ancestors=line[1:],
        members=ChainMap(members, unsure) if unsure else members,
        settable=frozenset((*fields, *relations)),
        forward={
            **{name: _owner(node) for name, node in reverse.items()},
            **{name: node.model.target_type_code for name, node in relations.items()},
        },
        backward=backward,
        # Neither what inherits from nowhere is, nor what inherits in a circle.
        is_whole=all(map(_is_whole, (owners[one] for one in line))) and _parent(owners[line[-1]]) is None,
    )


def _member_type(field: Node[EntityField]) -> Type:
    return ANY if field.lacks("field_type", "choices") else member_type(field.model)


def _relation_type(relation: Relationship, owners: Owners) -> Type:
    return relation_type(relation) if relation.target_type_code in owners else ANY


def _is_whole(owner: Node[Any]) -> bool:
    """Whether all is known that the type itself has: what was left out has names, which are suspects."""
    return not any(owner.lacks("schema", part) for part in ("fields", "relationships", "parent_code"))


def _parent(owner: Node[Any]) -> str | None:
    parent: str | None = owner.model.schema_.parent_code
    return parent


def _line(code: str, owners: Owners) -> Iterator[str]:
    """The type and those it inherits from, nearest first; a circle ends where it closes."""
    seen: set[str] = set()
    at: str | None = code
    while at is not None and at in owners and at not in seen:
        yield at
        seen.add(at)
        at = _parent(owners[at])


def _fields(owner: Node[Any]) -> Iterator[Node[EntityField]]:
    for i, model in enumerate(owner.model.schema_.fields_):
        yield Node(model, (*owner.path, "schema", "fields", i), owner.parsed, owner)


def _relations(owner: Node[Any]) -> Iterator[Node[Relationship]]:
    for i, model in enumerate(owner.model.schema_.relationships):
        yield Node(model, (*owner.path, "schema", "relationships", i), owner.parsed, owner)


def _owner(relation: Node[Relationship]) -> str:
    return "" if relation.parent is None else str(relation.parent.model.entity_type)
