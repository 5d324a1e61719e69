"""Lowers and lifts a vocabulary."""

from collections.abc import Iterator
from typing import Any

from atelier_cli.compiler.entities import lift_schema, lower_type
from atelier_cli.compiler.items import Writer, placed
from atelier_cli.compiler.lifted import Reader
from atelier_cli.rows.row import Row
from atelier_cli.rows.vocabulary import (
    ActionSurface,
    BusEventType,
    EntityType,
    Function,
    NotificationEvent,
    Product,
    ProductAction,
    Role,
    Skill,
)
from atelier_cli.sheet.models.base import Item
from atelier_cli.sheet.models.vocabulary import Vocabulary

#: The lists of a vocabulary that become rows one to one, with the row class and the field that names an item.
_LISTS: tuple[tuple[str, type[Row], str], ...] = (
    ("surfaces", ActionSurface, "code"),
    ("events", NotificationEvent, "code"),
    ("products", Product, "code"),
    ("event_types", BusEventType, "code"),
    ("skills", Skill, "code"),
    ("functions", Function, "name"),
)


def lower(vocabulary: Vocabulary, write: Writer) -> Iterator[Row]:
    top = ("vocabulary",)
    for i, role in enumerate(vocabulary.roles):
        yield write.row(Role, vocabulary, (*top, "roles", i), (role,), code=role)
    for name, row_class, naming in _LISTS:
        items: list[Item] = getattr(vocabulary, name)
        for item, path, order in placed(items, (*top, name)):
            code = getattr(item, naming)
            yield write.row(row_class, item, path, (code,), order=order, code=code)
    for product, path, _ in placed(vocabulary.products, (*top, "products")):
        for action, where, order in placed(product.actions, (*path, "actions")):
            yield write.row(ProductAction, action, where, (product.code, action.code), order=order)
    for i, owned in enumerate(vocabulary.entity_types):
        yield from lower_type(owned, (*top, "entity_types", i), write, is_active=owned.is_active)


def lift(read: Reader) -> dict[str, Any]:
    lists: dict[str, Any] = {"code": read.owner, "roles": [role for (role,) in sorted(read.owned(Role))]}
    for name, row_class, naming in _LISTS:
        lists[name] = [_item(read, row, naming) for row in read.owned(row_class).values()]
    for product, row in zip(lists["products"], read.owned(Product).values(), strict=True):
        product["actions"] = [read.item(action) for action in read.children(ProductAction, row)]
    lists["entity_types"] = [
        {"entity_type": row.code, "is_active": row.is_active, **lift_schema(read, row)}
        for row in read.owned(EntityType).values()
    ]
    return lists


def _item(read: Reader, row: Row, naming: str) -> dict[str, Any]:
    item = read.item(row)
    return {naming: item.pop("code"), **item}
