"""What vocabularies declare, and name of each other and of sheets."""

from collections.abc import Iterator
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.uses.naming import declares, names
from atelier_cli.catalog.uses.qualified import of_qualified
from atelier_cli.catalog.uses.symbol import Kind, Occurrence
from atelier_cli.language.types import Type, from_schema
from atelier_cli.sheet.models.sheet import Sheet
from atelier_cli.sheet.models.vocabulary import (
    Event,
    EventType,
    Function,
    Product,
    ProductAction,
    Skill,
    Surface,
    Vocabulary,
)


def of_sheet(node: Node[Sheet], _catalog: Catalog) -> Iterator[Occurrence]:
    yield declares(node, Kind.APPLICATION, (), node.model.identity.code, "identity", "code")


def of_vocabulary(node: Node[Vocabulary], _catalog: Catalog) -> Iterator[Occurrence]:
    for i, role in enumerate(node.model.roles):
        yield declares(node, Kind.ROLE, (), role, "roles", i)


def of_event(node: Node[Event], catalog: Catalog) -> Iterator[Occurrence]:
    event = node.model
    yield declares(node, Kind.EVENT, (), event.code, "code", type=from_schema(event.payload_schema))
    if event.source_action is not None:
        yield from of_qualified(node, event.source_action, "", catalog, "source_action")


def of_event_type(node: Node[EventType], _catalog: Catalog) -> Iterator[Occurrence]:
    yield declares(node, Kind.EVENT_TYPE, (), node.model.code, "code", type=from_schema(node.model.payload_schema))
    yield from names(node, Kind.PRODUCT, (), node.model.product, "product")


def of_product_action(node: Node[ProductAction], _catalog: Catalog) -> Iterator[Occurrence]:
    product: Node[Any] | None = node.around(Product)
    scope = ("" if product is None else product.model.code,)
    yield declares(node, Kind.PRODUCT_ACTION, scope, node.model.code, "code")


def of_product(node: Node[Product], _catalog: Catalog) -> Iterator[Occurrence]:
    yield declares(node, Kind.PRODUCT, (), node.model.code, "code")


def of_skill(node: Node[Skill], _catalog: Catalog) -> Iterator[Occurrence]:
    yield declares(node, Kind.SKILL, (), node.model.code, "code", type=from_schema(node.model.output_schema))


def of_function(node: Node[Function], _catalog: Catalog) -> Iterator[Occurrence]:
    yield declares(node, Kind.FUNCTION, (), node.model.name, "name", type=Type(node.model.returns))
    for name, kind in node.model.args.items():
        key = node.at("args", name, part="key", within=(0, len(name)))
        found = declares(node, Kind.ARGUMENT, (node.model.name,), name, "args", name, type=Type(kind))
        yield found._replace(place=key)


def of_surface(node: Node[Surface], _catalog: Catalog) -> Iterator[Occurrence]:
    yield declares(node, Kind.SURFACE, (), node.model.code, "code")
