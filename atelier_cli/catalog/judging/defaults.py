"""Judges the values that fields and settings have when nobody gives them one."""

from collections.abc import Iterator

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.judging.judged import findings, value
from atelier_cli.catalog.member_types import field_type, setting_type
from atelier_cli.catalog.node import Node
from atelier_cli.catalog.roots import config_root
from atelier_cli.diagnostics import Diagnostic
from atelier_cli.language.values.slots import Slot
from atelier_cli.sheet.models.entity import EntityField
from atelier_cli.sheet.models.notification import Setting


def judge_field(node: Node[EntityField], catalog: Catalog) -> Iterator[Diagnostic]:
    said = node.model.default_value
    if said is None:
        return iter(())
    names = catalog.names({"config": config_root(node, catalog)})
    expected = field_type(node.model.field_type)
    return findings(node, value(("default_value",), said, Slot.FIELD_DEFAULT, names, expected), catalog)


def judge_setting(node: Node[Setting], catalog: Catalog) -> Iterator[Diagnostic]:
    expected = setting_type(node.model).or_null()
    for key, said in (("default_value", node.model.default_value), ("value", node.model.value)):
        yield from findings(node, value((key,), said, Slot.SETTING, catalog.names({}), expected), catalog)
