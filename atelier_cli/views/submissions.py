"""Shows submissions: lists of them, and one with what came of it."""

from collections.abc import Sequence
from typing import Any

from atelier_cli.rows.audit import Submission
from atelier_cli.views.cells import printable
from atelier_cli.views.report_json import submission_shape
from atelier_cli.views.table import table
from atelier_cli.views.terminal import Paint
from atelier_cli.views.values import value_text

#: So many letters at the end of an id tell it from others: the beginning is the time.
TAIL = 12
_INDENT = "  "


def submissions_table(submissions: Sequence[Submission], width: int, paint: Paint) -> str:
    """Submissions, each by the end of its id."""
    rows = [
        (
            one.id[-TAIL:],
            one.state,
            one.action_code,
            "" if one.entity_id is None else f"{one.entity_type}/{one.entity_id}",
            one.actor_id or "",
            one.accepted_at.strftime("%Y-%m-%d %H:%M"),
        )
        for one in submissions
    ]
    return table(("id", "state", "action", "target", "by", "accepted"), rows, width, paint)


def submission_text(one: Submission, paint: Paint) -> str:
    """All that is known of a submission; what is sensitive among its parameters stays out."""
    shape: dict[str, Any] = {**submission_shape(one)}
    lines = [f"{paint('submission', 'title')} {one.id}  {paint(one.state, 'info')}"]
    pairs = {name: value for name, value in shape.items() if name not in {"id", "state"} and value is not None}
    pairs["parameters"] = ", ".join(one.parameters) or None
    for error in one.report.get("errors", ()):
        pairs["refused"] = error["message"]
    flow = one.report.get("flow")
    if flow:
        fault = flow.get("fault") or {}
        pairs["flow"] = fault.get("message") or flow.get("reason") or flow["status"]
    names = max(map(len, pairs))
    return "\n".join(
        [
            *lines,
            *(
                f"{_INDENT}{paint(f'{name:<{names}}', 'faint')}  {printable(value_text(value))}"
                for name, value in pairs.items()
                if value is not None
            ),
        ]
    )
