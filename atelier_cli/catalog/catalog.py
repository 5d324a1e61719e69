"""The catalogue: every name that the files of a project declare, with what it stands for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from atelier_cli.catalog.node import Node
from atelier_cli.frozen import frozen
from atelier_cli.language.scope import Names, Signature
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

FoundT = TypeVar("FoundT")

#: The product whose actions are those of the project's own sheets.
OWN_PRODUCT = "atelier"


class Declared(NamedTuple):
    """How a model declares a name for the whole project: what the name stands for, and the way to it."""

    what: str
    path: tuple[str, ...]

    def name(self, model: Any) -> str:
        for step in self.path:
            model = getattr(model, step)
        return str(model)


#: The models that declare a name for the whole project. An entity does so only where it has a `schema`.
DECLARED: Mapping[type[Any], Declared] = {
    Sheet: Declared("application", ("identity", "code")),
    Vocabulary: Declared("vocabulary", ("code",)),
    Entity: Declared("entity type", ("entity_type",)),
    OwnedType: Declared("entity type", ("entity_type",)),
    Surface: Declared("surface", ("code",)),
    Event: Declared("event", ("code",)),
    EventType: Declared("event type", ("code",)),
    Product: Declared("product", ("code",)),
    Skill: Declared("skill", ("code",)),
    Function: Declared("function", ("name",)),
}


@frozen
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
    #: What can be set: fields and relations.
    settable: frozenset[str]
    #: The relations that lead from here, under the name they have on this side, with the types they lead to.
    forward: Mapping[str, str]
    #: The relations of other types that lead here, under the name they have there, with those types.
    backward: Mapping[str, str]
    #: Whether all its members are known: not where it inherits from nowhere or in a circle, or a part was not read.
    is_whole: bool


@frozen
class Application:
    """What one sheet declares for itself; the first of two that share a name stands."""

    code: str
    node: Node[Sheet]
    entities: Mapping[str, Node[Entity]]
    actions: Mapping[tuple[str, str], Node[Action]]
    flows: Mapping[str, Node[Flow]]
    settings: Mapping[str, Node[Setting]]
    templates: Mapping[str, Node[Template]]
    #: The types of its settings, by key.
    config: Mapping[str, Type]


@dataclass(frozen=True)
class Catalog:
    """Every name of a project; where two files declare one, the first one stands, and a rule reports the other."""

    applications: Mapping[str, Application] = field(default_factory=dict)
    #: The application of each sheet, by the name of its document.
    sheets: Mapping[str, Application] = field(default_factory=dict)
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
    #: Whether an entity type could not be read of which nobody can tell the name: then any that is not known may be it.
    lacks_entity_types: bool = False
    #: Every declaration of a name that must be declared once, by what it is and the name, in the order found.
    declarations: Mapping[tuple[str, str], tuple[Node[Any], ...]] = field(default_factory=dict)

    #: What `once` has worked out, with the node that it is about: as long as it is kept, no other node has its id.
    known: dict[tuple[Any, int], tuple[Any, Any]] = field(default_factory=dict, compare=False, repr=False)

    def once(self, work_out: "Callable[[Node[Any], Catalog], FoundT]", node: Node[Any]) -> FoundT:
        """What is worked out about a node, kept for whoever asks next."""
        key = (work_out, id(node.model))
        if key not in self.known:
            self.known[key] = (work_out(node, self), node.model)
        found: FoundT = self.known[key][0]
        return found

    def members(self, code: str) -> Mapping[str, Type] | None:
        """The type of each member of an entity type, by name; None for a type that is not known, or not wholly."""
        symbol = self.entity_types.get(code)
        return symbol.members if symbol is not None and symbol.is_whole else None

    def parent(self, code: str) -> str | None:
        """The entity type that one inherits from; None where it stands alone."""
        symbol = self.entity_types.get(code)
        return symbol.ancestors[0] if symbol is not None and symbol.ancestors else None

    def names(self, roots: Mapping[str, Type]) -> Names:
        """What a check of the language needs to know where these roots can be read."""
        return Names(roots, self.members, self.parent, self.signatures)

    def application_of(self, node: Node[Any]) -> Application:
        """The application of the sheet that a node stands in."""
        return self.sheets[node.parsed.document.name]

    def qualified(self, action: str, node: Node[Any]) -> str:
        """The name of an action with its application, which may be left out in that application's own sheet."""
        return action if "/" in action else f"{self.application_of(node).code}/{action}"

    @cached_property
    def signatures(self) -> Mapping[str, Signature]:
        """What the declared functions take and return."""
        return {
            name: Signature({arg: Type(kind) for arg, kind in node.model.args.items()}, Type(node.model.returns))
            for name, node in self.functions.items()
        }

    @cached_property
    def emitted(self) -> frozenset[str]:
        """The notification events that any action emits."""
        return frozenset(effect.event for action in self._actions() for effect in action.side_effects)

    @cached_property
    def created(self) -> Mapping[str, tuple[Mapping[str, Any], ...]]:
        """By entity type, the fields that each create of any action sets."""
        found: dict[str, list[Mapping[str, Any]]] = {}
        for action in self._actions():
            for create in action.creates:
                found.setdefault(create.entity_type, []).append(create.fields_)
        return {code: tuple(fields) for code, fields in found.items()}

    def _actions(self) -> Iterator[Action]:
        return (node.model for application in self.sheets.values() for node in application.actions.values())

    @cached_property
    def routes(self) -> Mapping[str, tuple[Node[Sheet], ...]]:
        """The applications by the first part of their routes: more than one where they clash."""
        found: dict[str, tuple[Node[Sheet], ...]] = {}
        for application in self.applications.values():
            route = application.node.model.identity.route
            found[route] = (*found.get(route, ()), application.node)
        return found

    @cached_property
    def qualified_actions(self) -> Mapping[str, tuple[Node[Action], ...]]:
        """The actions by the names that other files may call them: `app/key` and `app/entity_type:key`."""
        found: dict[str, tuple[Node[Action], ...]] = {}
        for application in self.applications.values():
            for (model, key), node in application.actions.items():
                for name in (f"{application.code}/{key}", f"{application.code}/{model}:{key}"):
                    found[name] = (*found.get(name, ()), node)
        return found
