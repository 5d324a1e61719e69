"""The actions of the tenant itself, as a flow calls them: `application/action`, or `application/model:action`."""

from typing import Any

from atelier_cli.language.problems import Problem, unknown
from atelier_cli.rows.action import ActionParameter, ActionType
from atelier_cli.rows.row_set import RowSet

_PATH = ("with", "action")


def find_action(rows: RowSet, name: str, application: str) -> ActionType | Problem:
    """The active action of that name; without an application in the name, one of `application`."""
    app, _, rest = name.rpartition("/")
    model, _, key = rest.rpartition(":")
    actions = [row for row in rows.of(ActionType).values() if isinstance(row, ActionType) and row.is_active]
    found = [
        row
        for row in actions
        if row.address[0] == (app or application) and row.key == key and model in {"", row.target_model}
    ]
    if len(found) > 1:
        models = ", ".join(sorted(f"`{row.address[0]}/{row.target_model}:{key}`" for row in found))
        return Problem("ambiguous-action", f"several actions are called `{name}`", _PATH, help=f"write one of {models}")
    if not found:
        message, help_ = unknown("action", name, (f"{row.address[0]}/{row.key}" for row in actions))
        return Problem("unknown-action", message, _PATH, help=help_)
    return found[0]


def parameters_schema(rows: RowSet, action: ActionType) -> dict[str, Any]:
    """The schema of a payload that names the action's parameters, and gives those that it must have."""
    parameters = [
        row
        for row in rows.of(ActionParameter).values()
        if isinstance(row, ActionParameter) and row.is_active and row.address[:-1] == action.address
    ]
    return {
        "type": "object",
        "properties": {row.key: {} for row in parameters},
        "required": [row.key for row in parameters if _must_be_given(row)],
        "additionalProperties": False,
    }


def _must_be_given(parameter: ActionParameter) -> bool:
    """A parameter that has a default, or is not always shown, may be left out."""
    return parameter.required and parameter.default is None and parameter.visibility in {None, "visible"}
