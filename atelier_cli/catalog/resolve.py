"""Resolves the names that files declare into a catalogue."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from atelier_cli.catalog.catalog import Application, Catalog, EntityTypeSymbol
from atelier_cli.catalog.member_types import ID, member_type, relation_type, reverse_type
from atelier_cli.catalog.node import Node, walk
from atelier_cli.language.words import Model
from atelier_cli.sheet.models.action import Action
from atelier_cli.sheet.models.entity import Entity, EntityField, Relationship
from atelier_cli.sheet.models.flow import Flow
from atelier_cli.sheet.models.notification import Setting, Template
from atelier_cli.sheet.models.sheet import Sheet
from atelier_cli.sheet.models.vocabulary import (
    Event,
    EventType,
    Function,
    OwnedType,
    Product,
    ProductAction,
    Skill,
    Surface,
    Vocabulary,
)
from atelier_cli.sheet.parse import Parsed

ModelT = TypeVar("ModelT", bound=Model)
#: All nodes of the project, by the class of their model.
Nodes = Mapping[type[Any], list[Node[Any]]]


def resolve(files: Iterable[Parsed]) -> Catalog:
    """The catalogue of the files; what could not be read of them is among its suspects."""
    files = list(files)
    return resolve_nodes(files, nodes_of(node for parsed in files for node in walk(parsed)))


def nodes_of(nodes: Iterable[Node[Model]]) -> dict[type[Any], list[Node[Any]]]:
    """The nodes by the class of their model."""
    found: dict[type[Any], list[Node[Any]]] = {}
    for node in nodes:
        found.setdefault(type(node.model), []).append(node)
    return found


def resolve_nodes(files: Iterable[Parsed], nodes: Nodes) -> Catalog:
    declared = _declarations(nodes)
    return Catalog(
        applications=_applications(nodes),
        entity_types=_entity_types(declared),
        roles={role: node for node in nodes.get(Vocabulary, ()) for role in node.model.roles},
        surfaces=_first(declared, "surface"),
        events=_first(declared, "event"),
        event_types=_first(declared, "event type"),
        products=_first(declared, "product"),
        product_actions={
            (node.parent.model.code, node.model.code): node for node in nodes.get(ProductAction, ()) if node.parent
        },
        skills=_first(declared, "skill"),
        functions=_first(declared, "function"),
        suspects=frozenset(name for parsed in files for name in parsed.suspects),
        declarations=declared,
    )


def _declarations(nodes: Nodes) -> dict[tuple[str, str], tuple[Node[Any], ...]]:
    found: dict[tuple[str, str], list[Node[Any]]] = {}
    for what, name, node in _declared(nodes):
        found.setdefault((what, name), []).append(node)
    return {key: tuple(all_) for key, all_ in found.items()}


def _declared(nodes: Nodes) -> Iterator[tuple[str, str, Node[Any]]]:
    for model, what, naming in _DECLARING:
        for node in nodes.get(model, ()):
            if model is not Entity or node.model.schema_ is not None:
                yield what, getattr(node.model, naming), node
    for node in nodes.get(Sheet, ()):
        yield "application", node.model.identity.code, node


#: The models that declare a name for the whole project: what it is called, and the field that holds the name.
_DECLARING: tuple[tuple[type[Model], str, str], ...] = (
    (Entity, "entity type", "entity_type"),
    (OwnedType, "entity type", "entity_type"),
    (Surface, "surface", "code"),
    (Event, "event", "code"),
    (EventType, "event type", "code"),
    (Product, "product", "code"),
    (Skill, "skill", "code"),
    (Function, "function", "name"),
    (Vocabulary, "vocabulary", "code"),
)


def _first(declared: Mapping[tuple[str, str], tuple[Node[Any], ...]], what: str) -> dict[str, Node[Any]]:
    return {name: nodes[0] for (kind, name), nodes in declared.items() if kind == what}


def _applications(nodes: Nodes) -> dict[str, Application]:
    found: dict[str, Application] = {}
    own: dict[int, list[Node[Any]]] = {}
    for model in (Entity, Action, Flow, Setting, Template):
        for node in nodes.get(model, ()):
            own.setdefault(id(node.parsed), []).append(node)
    for node in nodes.get(Sheet, ()):
        mine = own.get(id(node.parsed), [])
        code = node.model.identity.code
        found.setdefault(
            code,
            Application(
                code=code,
                node=node,
                entities=_named(mine, Entity, "entity_type"),
                actions={(n.model.target_model, n.model.key): n for n in mine if isinstance(n.model, Action)},
                flows=_named(mine, Flow, "key"),
                settings=_named(mine, Setting, "key"),
                templates=_named(mine, Template, "key"),
            ),
        )
    return found


def _named(nodes: list[Node[Any]], model: type[ModelT], naming: str) -> dict[str, Node[ModelT]]:
    return {getattr(node.model, naming): node for node in reversed(nodes) if isinstance(node.model, model)}


def _entity_types(declared: Mapping[tuple[str, str], tuple[Node[Any], ...]]) -> dict[str, EntityTypeSymbol]:
    owners = _first(declared, "entity type")
    reverse: dict[str, dict[str, Node[Relationship]]] = {}
    for node in owners.values():
        for relation in _relations(node):
            if relation.model.reverse_code is not None:
                reverse.setdefault(relation.model.target_type_code, {}).setdefault(
                    relation.model.reverse_code, relation
                )
    return {code: _symbol(code, owners, reverse) for code in owners}


def _symbol(
    code: str, owners: Mapping[str, Node[Any]], reverse: Mapping[str, Mapping[str, Node[Relationship]]]
) -> EntityTypeSymbol:
    line = tuple(_line(code, owners))
    fields: dict[str, Node[EntityField]] = {}
    relations: dict[str, Node[Relationship]] = {}
    incoming: dict[str, Node[Relationship]] = {}
    for one in reversed(line):
        fields.update({node.model.field_key: node for node in _fields(owners[one])})
        relations.update({node.model.rel_code: node for node in _relations(owners[one])})
        incoming.update(reverse.get(one, {}))
    members = dict(ID)
    members.update({name: reverse_type(node.model, _owner(node)) for name, node in incoming.items()})
    members.update({name: relation_type(node.model) for name, node in relations.items()})
    members.update({name: member_type(node.model) for name, node in fields.items()})
    return EntityTypeSymbol(code, owners[code], fields, relations, incoming, line[1:], members)


def _line(code: str, owners: Mapping[str, Node[Any]]) -> Iterator[str]:
    """The type and those it inherits from, nearest first; a circle ends where it closes."""
    seen: set[str] = set()
    at: str | None = code
    while at is not None and at in owners and at not in seen:
        yield at
        seen.add(at)
        at = owners[at].model.schema_.parent_code


def _fields(owner: Node[Any]) -> Iterator[Node[EntityField]]:
    for i, model in enumerate(owner.model.schema_.fields_):
        yield Node(model, (*owner.path, "schema", "fields", i), owner.parsed, owner)


def _relations(owner: Node[Any]) -> Iterator[Node[Relationship]]:
    for i, model in enumerate(owner.model.schema_.relationships):
        yield Node(model, (*owner.path, "schema", "relationships", i), owner.parsed, owner)


def _owner(relation: Node[Relationship]) -> str:
    return "" if relation.parent is None else str(relation.parent.model.entity_type)
