"""Resolves the names that files declare into a catalogue."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from atelier_cli.catalog.catalog import DECLARED, Application, Catalog
from atelier_cli.catalog.entity_types import entity_types
from atelier_cli.catalog.member_types import setting_type
from atelier_cli.catalog.node import Node, walk
from atelier_cli.language.words import Model
from atelier_cli.sheet.models.action import Action
from atelier_cli.sheet.models.entity import Entity
from atelier_cli.sheet.models.flow import Flow
from atelier_cli.sheet.models.notification import Setting, Template
from atelier_cli.sheet.models.sheet import Sheet
from atelier_cli.sheet.models.vocabulary import ProductAction, Vocabulary
from atelier_cli.sheet.parse import Parsed

ModelT = TypeVar("ModelT", bound=Model)
#: All nodes of the project, by the class of their model.
Nodes = Mapping[type[Any], list[Node[Any]]]


#: The lists of entity types, in a sheet and in a vocabulary.
_ENTITY_TYPES = frozenset((("entities",), ("vocabulary", "entity_types")))


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
    files = list(files)
    declared = _declarations(files, nodes)
    suspects = frozenset((*(name for parsed in files for name in parsed.suspects), *_unread_owners(nodes)))
    sheets = {node.parsed.document.name: application for node, application in _applications(nodes)}
    applications: dict[str, Application] = {}
    for application in sheets.values():
        applications.setdefault(application.code, application)
    return Catalog(
        applications=applications,
        sheets=sheets,
        entity_types=entity_types(_first(declared, "entity type"), suspects),
        roles={role: node for node in reversed(nodes.get(Vocabulary, ())) for role in node.model.roles},
        surfaces=_first(declared, "surface"),
        events=_first(declared, "event"),
        event_types=_first(declared, "event type"),
        products=_first(declared, "product"),
        product_actions={
            (node.parent.model.code, node.model.code): node for node in nodes.get(ProductAction, ()) if node.parent
        },
        skills=_first(declared, "skill"),
        functions=_first(declared, "function"),
        suspects=suspects,
        lacks_entity_types=any(not _ENTITY_TYPES.isdisjoint(parsed.gaps) for parsed in files),
        declarations=declared,
    )


def _unread_owners(nodes: Nodes) -> Iterator[str]:
    """Entity types whose `schema` could not be read."""
    for node in nodes.get(Entity, ()):
        if node.model.schema_ is None and node.lacks("schema"):
            yield node.model.entity_type


def _declarations(files: list[Parsed], nodes: Nodes) -> dict[tuple[str, str], tuple[Node[Any], ...]]:
    place = {id(parsed): i for i, parsed in enumerate(files)}
    found: dict[tuple[str, str], list[Node[Any]]] = {}
    for model, declared in DECLARED.items():
        for node in nodes.get(model, ()):
            if model is not Entity or node.model.schema_ is not None:
                found.setdefault((declared.what, declared.name(node.model)), []).append(node)
    return {key: tuple(sorted(all_, key=lambda node: place[id(node.parsed)])) for key, all_ in found.items()}


def _first(declared: Mapping[tuple[str, str], tuple[Node[Any], ...]], what: str) -> dict[str, Node[Any]]:
    return {name: nodes[0] for (kind, name), nodes in declared.items() if kind == what}


def _applications(nodes: Nodes) -> Iterator[tuple[Node[Sheet], Application]]:
    own: dict[int, list[Node[Any]]] = {}
    for model in (Entity, Action, Flow, Setting, Template):
        for node in nodes.get(model, ()):
            own.setdefault(id(node.parsed), []).append(node)
    for node in nodes.get(Sheet, ()):
        mine = own.get(id(node.parsed), [])
        settings = _named(mine, Setting, "key")
        yield (
            node,
            Application(
                code=node.model.identity.code,
                node=node,
                entities=_named(mine, Entity, "entity_type"),
                actions={(n.model.target_model, n.model.key): n for n in mine if isinstance(n.model, Action)},
                flows=_named(mine, Flow, "key"),
                settings=settings,
                templates=_named(mine, Template, "key"),
                config={key: setting_type(setting.model) for key, setting in settings.items()},
            ),
        )


def _named(nodes: list[Node[Any]], model: type[ModelT], naming: str) -> dict[str, Node[ModelT]]:
    return {getattr(node.model, naming): node for node in reversed(nodes) if isinstance(node.model, model)}
