"""What entities name: their types, fields, relations, states and roles."""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.member_types import field_type
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.roots import config_root
from atelier_cli.catalog.uses.members import field_symbol, owner_of
from atelier_cli.catalog.uses.naming import declares, names, names_each, source
from atelier_cli.catalog.uses.reading import Reading, of_value
from atelier_cli.catalog.uses.symbol import Kind, Occurrence, Symbol
from atelier_cli.language.types import Type
from atelier_cli.language.values.slots import Slot
from atelier_cli.sheet.models.entity import Entity, EntityField, EntitySchema, EnumType, Relationship
from atelier_cli.sheet.models.vocabulary import OwnedType


def of_entity(node: Node[Entity] | Node[OwnedType], catalog: Catalog) -> Iterator[Occurrence]:
    model = node.model
    if model.schema_ is not None:
        type_ = Type("entity", entity_type=model.entity_type)
        yield declares(node, Kind.ENTITY_TYPE, (), model.entity_type, "entity_type", type=type_)
    else:
        yield from names(node, Kind.ENTITY_TYPE, (), model.entity_type, "entity_type")
    if isinstance(model, Entity):
        yield from names_each(node, Kind.ROLE, model.role_visibility, "role_visibility")
        # How an entity is shown is not interpreted, but for the fields that it names so.
        for key, said in model.presentation.items():
            if key.endswith("_field") and isinstance(said, str):
                yield from _field(node, model.entity_type, said, catalog, "presentation", key)


def _field(node: Node[Any], code: str, name: str, catalog: Catalog, *path: str | int) -> Iterator[Occurrence]:
    """The use of a field, or a relation, by its plain name."""
    symbol = field_symbol(code, name, catalog) or Symbol(Kind.FIELD, (code,), name)
    type_ = (catalog.members(code) or {}).get(name)
    found = Occurrence(symbol, node.at(*path, within=(0, len(name))), holder=Type("entity", entity_type=code))
    yield found if type_ is None else found._replace(type=type_)


def of_schema(node: Node[EntitySchema], catalog: Catalog) -> Iterator[Occurrence]:
    schema, around = node.model, node.parent
    code = "" if around is None else around.model.entity_type
    yield from names(node, Kind.ENTITY_TYPE, (), schema.parent_code, "parent_code")
    for i, group in enumerate(schema.unique_constraints):
        for j, name in enumerate(group):
            yield from _field(node, code, name, catalog, "unique_constraints", i, j)
    if schema.states is not None:
        yield from _field(node, code, schema.states.field, catalog, "states", "field")
        yield from _states(node, code, catalog)


def _states(node: Node[EntitySchema], code: str, catalog: Catalog) -> Iterator[Occurrence]:
    states = node.model.states
    if states is None:
        return
    known = catalog.entity_types.get(code)
    field = None if known is None else known.members.get(states.field)
    words = () if field is None else field.choices
    scope = (
        ()
        if known is None or states.field not in known.fields
        else (owner_of(known.fields[states.field]), states.field)
    )
    yield from names(node, Kind.CHOICE, scope, states.initial, "states", "initial", words=words)
    for state, moves in states.transitions.items():
        key = node.at("states", "transitions", state, part="key", within=(0, len(state)))
        yield Occurrence(Symbol(Kind.CHOICE, scope, state), key, words=words)
        for i, move in enumerate(moves):
            yield from names(node, Kind.CHOICE, scope, move, "states", "transitions", state, i, words=words)


def of_field(node: Node[EntityField], catalog: Catalog) -> Iterator[Occurrence]:
    field, owner = node.model, owner_of(node)
    type_ = field_type(field.field_type)
    yield declares(node, Kind.FIELD, (owner,), field.field_key, "field_key", type=type_)
    if isinstance(field.field_type, EnumType):
        for i, choice in enumerate(field.field_type.choices):
            scope = (owner, field.field_key)
            yield declares(node, Kind.CHOICE, scope, choice.value, "field_type", "choices", i, "value")
    names_ = catalog.names({"config": config_root(node, catalog)})
    scopes = {"config": (Kind.SETTING, (source(node),))}
    reading = Reading(node, catalog, names_, Slot.FIELD_DEFAULT, scopes)
    yield from of_value(reading, ("default_value",), field.default_value, type_)


def of_relationship(node: Node[Relationship], _catalog: Catalog) -> Iterator[Occurrence]:
    relation, owner = node.model, owner_of(node)
    target = Type("entity", entity_type=relation.target_type_code)
    yield declares(node, Kind.RELATION, (owner,), relation.rel_code, "rel_code", type=target)
    yield from names(node, Kind.ENTITY_TYPE, (), relation.target_type_code, "target_type_code")
    if relation.reverse_code is not None:
        back = Type("entity", entity_type=owner)
        yield declares(node, Kind.REVERSE, (owner,), relation.reverse_code, "reverse_code", type=back)
