"""The lines of an activity listing: what people read of one apply of an action."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from atelier_cli.notify.sandbox import RenderError, Sandbox, render
from atelier_cli.rows.audit import EditEvent

#: Who acted, where nobody in particular did.
SOMEBODY = "somebody"


def activity_line(event: EditEvent, label: str, template: str | None, actor: str) -> str:
    """One line: the action's own template with what was done filled in, or who did which action.

    Only what was applied reads as its template says; of anything else the action's label is told. So it is where the
    template reads something that is not there.
    """
    if template and event.outcome in {"applied", "accepted"}:
        try:
            said = render(_sandbox(template), "activity", _variables(event, label, actor))
        except RenderError:
            said = ""
        if said.strip():
            return " ".join(said.split())
    return f"{actor}: {label}"


def changed_fields(event: EditEvent) -> list[Mapping[str, Any]]:
    """What was changed of the target: `field`, `before` and `after`."""
    return [one for one in event.changes or () if isinstance(one, Mapping) and "field" in one]


def _variables(event: EditEvent, label: str, actor: str) -> dict[str, Any]:
    return {
        "actor": actor,
        "action": label,
        "at": event.at,
        "target": event.entity_id,
        "parameters": event.parameters or {},
        "changes": {one["field"]: {"before": one["before"], "after": one["after"]} for one in changed_fields(event)},
        "created": {one["key"]: {"id": one["id"], **one["fields"]} for one in event.creates or ()},
    }


@lru_cache(maxsize=256)
def _sandbox(template: str) -> Sandbox:
    return Sandbox(lambda _: template, escape=False)
