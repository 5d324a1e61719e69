"""What notification rules, templates and settings name."""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.member_types import setting_type
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.roots import config_root
from atelier_cli.catalog.uses.naming import after_prefix, declares, names, source
from atelier_cli.catalog.uses.reading import Reading, of_condition, of_field
from atelier_cli.catalog.uses.symbol import Kind, Occurrence
from atelier_cli.language.types import ANY, from_schema
from atelier_cli.language.values.slots import Slot
from atelier_cli.sheet.models.notification import NotificationRule, Setting, Template

_FIELD = "field:"


def of_rule(node: Node[NotificationRule], catalog: Catalog) -> Iterator[Occurrence]:
    rule, file = node.model, source(node)
    event = catalog.events.get(rule.event)
    payload = ANY if event is None else from_schema(event.model.payload_schema)
    yield declares(node, Kind.RULE, (file,), rule.key, "key")
    yield from names(node, Kind.EVENT, (), rule.event, "event")
    yield from names(node, Kind.TEMPLATE, (file,), rule.template, "template")
    yield from after_prefix(node, Kind.ROLE, "role:", rule.recipients_resolver, "recipients_resolver")
    scopes = {"config": (Kind.SETTING, (file,))}
    reading = Reading(node, catalog, catalog.names({"config": config_root(node, catalog)}), Slot.FILTER, scopes)
    if rule.recipients_resolver.startswith(_FIELD):
        text = rule.recipients_resolver[len(_FIELD) :]
        yield from of_field(reading, ("recipients_resolver",), text, payload, offset=len(_FIELD))
    yield from of_condition(reading, ("filter",), rule.filter, payload)


def of_template(node: Node[Template], _catalog: Catalog) -> Iterator[Occurrence]:
    yield declares(node, Kind.TEMPLATE, (source(node),), node.model.key, "key")
    yield from names(node, Kind.TEMPLATE, (source(node),), node.model.extends, "extends", words=("base",))


def of_setting(node: Node[Setting], _catalog: Catalog) -> Iterator[Occurrence]:
    yield declares(node, Kind.SETTING, (source(node),), node.model.key, "key", type=setting_type(node.model))
