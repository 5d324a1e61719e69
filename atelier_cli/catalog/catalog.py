"""The catalogue: every name that the files of a project declare, with what it stands for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from atelier_cli.catalog.node import Node
from atelier_cli.language.types import Type
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


@dataclass(frozen=True, slots=True)
class EntityTypeSymbol:
    """An entity type: the node that owns it, and all it has, inherited members included."""

    code: str
    node: Node[Entity] | Node[OwnedType]
    fields: Mapping[str, Node[EntityField]]
    relations: Mapping[str, Node[Relationship]]
    #: Relations that lead here, by the name they have on this side.
    reverse: Mapping[str, Node[Relationship]]
    #: The codes of the types it inherits from, nearest first.
    ancestors: tuple[str, ...]
    #: The type of each member, by name: fields, relations, relations seen from here, and `id`.
    members: Mapping[str, Type]


@dataclass(frozen=True, slots=True)
class Application:
    """What one sheet declares for itself."""

    code: str
    node: Node[Sheet]
    entities: Mapping[str, Node[Entity]]
    actions: Mapping[tuple[str, str], Node[Action]]
    flows: Mapping[str, Node[Flow]]
    settings: Mapping[str, Node[Setting]]
    templates: Mapping[str, Node[Template]]


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every name of a project; where two files declare one, the first one stands, and a rule reports the other."""

    applications: Mapping[str, Application] = field(default_factory=dict)
    entity_types: Mapping[str, EntityTypeSymbol] = field(default_factory=dict)
    roles: Mapping[str, Node[Vocabulary]] = field(default_factory=dict)
    surfaces: Mapping[str, Node[Surface]] = field(default_factory=dict)
    events: Mapping[str, Node[Event]] = field(default_factory=dict)
    event_types: Mapping[str, Node[EventType]] = field(default_factory=dict)
    products: Mapping[str, Node[Product]] = field(default_factory=dict)
    product_actions: Mapping[tuple[str, str], Node[ProductAction]] = field(default_factory=dict)
    skills: Mapping[str, Node[Skill]] = field(default_factory=dict)
    functions: Mapping[str, Node[Function]] = field(default_factory=dict)
    #: Names that broken parts of a file would have declared: they are neither known nor reported as unknown.
    suspects: frozenset[str] = frozenset()
    #: Every declaration of a name that must be declared once, by what it is and the name, in the order found.
    declarations: Mapping[tuple[str, str], tuple[Node[Any], ...]] = field(default_factory=dict)

    def members(self, code: str) -> Mapping[str, Type] | None:
        """The type of each member of an entity type, by name; None for a type that is not known."""
        symbol = self.entity_types.get(code)
        return None if symbol is None else symbol.members
