"""Gives every placement its key: a caller names nothing else, so that it is unique in the whole application."""

from atelier_cli.sheet.keys import keys
from atelier_cli.sheet.models.action import ActionPlacement
from atelier_cli.sheet.models.sheet import Sheet


def with_keys(sheet: Sheet) -> Sheet:
    """The sheet with a key for each placement; the very same one where all have their own."""
    placements = [placement for action in sheet.actions for placement in action.placements]
    if all(placement.key is not None for placement in placements):
        return sheet
    found = iter(keys(placements, ActionPlacement.NAMED_AFTER))
    actions = [
        action.model_copy(
            update={"placements": [one.model_copy(update={"key": next(found)}) for one in action.placements]}
        )
        for action in sheet.actions
    ]
    return sheet.model_copy(update={"actions": actions})
