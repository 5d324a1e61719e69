"""The symbols behind the members of records: fields, relations, and relations seen from the other side."""

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.uses.symbol import Kind, Symbol
from atelier_cli.language.members import is_record, record_code
from atelier_cli.language.types import Type
from atelier_cli.sheet.models.entity import Entity, EntityField, Relationship
from atelier_cli.sheet.models.vocabulary import OwnedType


def member_symbol(holder: Type, name: str, catalog: Catalog) -> Symbol | None:
    """The symbol that a member of a record is; None for what is no record, and for a member that nothing declares."""
    return field_symbol(record_code(holder), name, catalog) if is_record(holder) else None


def field_symbol(code: str, name: str, catalog: Catalog) -> Symbol | None:
    """The symbol of a member of an entity type, which may be declared by one that it inherits from."""
    symbol = catalog.entity_types.get(code)
    if symbol is None:
        return None
    if name in symbol.fields:
        return Symbol(Kind.FIELD, (owner_of(symbol.fields[name]),), name)
    if name in symbol.relations:
        return Symbol(Kind.RELATION, (owner_of(symbol.relations[name]),), name)
    if name in symbol.reverse:
        return Symbol(Kind.REVERSE, (owner_of(symbol.reverse[name]),), name)
    return None


def owner_of(node: Node[EntityField] | Node[Relationship]) -> str:
    """The code of the entity type that declares a field or a relation."""
    around = node.around(Entity) or node.around(OwnedType)
    return "" if around is None else str(around.model.entity_type)
