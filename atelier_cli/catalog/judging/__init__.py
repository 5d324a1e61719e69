"""The parts of a sheet that hold values, conditions and expressions, each with what judges them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.judging import action, defaults, flow, notification
from atelier_cli.catalog.node import Node
from atelier_cli.diagnostics import Diagnostic
from atelier_cli.sheet.models.action import Action
from atelier_cli.sheet.models.entity import EntityField
from atelier_cli.sheet.models.flow import Flow
from atelier_cli.sheet.models.notification import NotificationRule, Setting

#: From a part to the findings in all that it says in the language; their rules are those that the language names.
Judge = Callable[[Node[Any], Catalog], Iterator[Diagnostic]]

JUDGES: Mapping[type[Any], Judge] = {
    Action: action.judge,
    Flow: flow.judge,
    NotificationRule: notification.judge,
    EntityField: defaults.judge_field,
    Setting: defaults.judge_setting,
}
