"""Lowers and lifts actions with their six lists of children."""

from collections.abc import Iterator
from typing import Any

from atelier_cli import names
from atelier_cli.compiler import placements
from atelier_cli.compiler.created import by_key
from atelier_cli.compiler.items import Writer, placed
from atelier_cli.compiler.lifted import Reader
from atelier_cli.diagnostics import Path
from atelier_cli.rows.action import (
    ActionCreate,
    ActionEdit,
    ActionParameter,
    ActionPlacement,
    ActionSideEffect,
    ActionSubmissionCriteria,
    ActionType,
)
from atelier_cli.rows.application import Application
from atelier_cli.rows.row import Address, Row
from atelier_cli.sheet.keys import keys
from atelier_cli.sheet.models.action import Action
from atelier_cli.sheet.models.base import Keyed
from atelier_cli.sheet.models.sheet import Sheet

#: The lists of an action whose items may go without a key, and the row class of each.
_KEYED: dict[str, type[Row]] = {
    "submission_criteria": ActionSubmissionCriteria,
    "edits": ActionEdit,
    "creates": ActionCreate,
    "side_effects": ActionSideEffect,
    "placements": ActionPlacement,
}


def lower(sheet: Sheet, write: Writer) -> Iterator[Row]:
    for written, path, order in placed(placements.with_keys(sheet).actions, ("actions",)):
        action = by_key(written)
        address = (sheet.identity.code, action.target_model, action.key)
        yield write.row(ActionType, action, path, address, order=order)
        yield from _children(action, path, address, write)


def lift(read: Reader) -> dict[str, Any]:
    return {"actions": [_action(read, row) for row in read.children(ActionType, read.top(Application))]}


def _children(action: Action, path: Path, address: Address, write: Writer) -> Iterator[Row]:
    for item, where, order in placed(action.parameters, (*path, "parameters")):
        label = item.label or names.humanise(item.key)
        yield write.row(ActionParameter, item, where, (*address, item.key), order=order, label=label)
    for name, row_class in _KEYED.items():
        items: list[Keyed] = getattr(action, name)
        for key, (keyed, where, order) in zip(_keys(items), placed(items, (*path, name)), strict=True):
            yield write.row(row_class, keyed, where, (*address, key), order=order, key=key)


def _keys(items: list[Keyed]) -> list[str]:
    return keys(items, items[0].NAMED_AFTER) if items else []


def _action(read: Reader, row: ActionType) -> dict[str, Any]:
    lists = {name: [read.item(child) for child in read.children(child_class, row)] for name, child_class in _LISTS}
    return {**read.item(row), **lists}


_LISTS: tuple[tuple[str, type[Row]], ...] = (("parameters", ActionParameter), *_KEYED.items())
