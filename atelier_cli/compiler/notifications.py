"""Lowers and lifts settings, notification templates and notification rules."""

from collections.abc import Iterator
from typing import Any

from atelier_cli.compiler.items import Writer, placed
from atelier_cli.compiler.lifted import Reader
from atelier_cli.rows.application import Application, ApplicationSetting
from atelier_cli.rows.notification import NotificationRule, NotificationTemplate
from atelier_cli.rows.row import Row
from atelier_cli.sheet.models.sheet import Sheet


def lower(sheet: Sheet, write: Writer) -> Iterator[Row]:
    code = sheet.identity.code
    notifications = ("notifications",)
    for setting, path, order in placed(sheet.settings, ("settings",)):
        yield write.row(ApplicationSetting, setting, path, (code, setting.key), order=order)
    for template, path, order in placed(sheet.notifications.templates, (*notifications, "templates")):
        yield write.row(NotificationTemplate, template, path, (code, template.key), order=order)
    for rule, path, order in placed(sheet.notifications.rules, (*notifications, "rules")):
        yield write.row(NotificationRule, rule, path, (code, rule.key), order=order)


def lift(read: Reader) -> dict[str, Any]:
    application = read.top(Application)
    return {
        "settings": [read.item(row) for row in read.children(ApplicationSetting, application)],
        "notifications": {
            "templates": [read.item(row) for row in read.children(NotificationTemplate, application)],
            "rules": [read.item(row) for row in read.children(NotificationRule, application)],
        },
    }
