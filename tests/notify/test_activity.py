"""The lines of an activity listing: the action's own words where they can be filled in, else who did what."""

from datetime import UTC, datetime
from typing import Any

import pytest

from atelier_cli.notify.activity import activity_line
from atelier_cli.rows.audit import EditEvent

CHANGES = [{"target": "report/r1", "field": "due_on", "before": None, "after": "2026-11-25"}]
CREATES = [{"key": "order", "entity_type": "order", "id": "o1", "fields": {"title": "Bed"}}]


def line(template: str | None, outcome: str = "applied") -> str:
    blank: dict[str, Any] = dict.fromkeys(EditEvent.__slots__)
    said = {"at": datetime(2026, 11, 22, 9, tzinfo=UTC), "outcome": outcome, "parameters": {"why": "<b>"}}
    event = EditEvent(**{**blank, **said, "changes": CHANGES, "creates": CREATES})
    return activity_line(event, "Plan the repair", template, "Ana")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ actor }} planned it for {{ changes.due_on.after }}", "Ana planned it for 2026-11-25"),
        ("{{ actor }} ordered {{ created.order.title }} ({{ parameters.why }})", "Ana ordered Bed (<b>)"),
        ("{{ actor }}\n\n  did it", "Ana did it"),
        ("{{ changes.status.after }}", "Ana: Plan the repair"),
        ("{{ nobody }}", "Ana: Plan the repair"),
        ("{{ actor", "Ana: Plan the repair"),
        ("{{ actor.__class__.__mro__ }}", "Ana: Plan the repair"),
        ("{% for i in range(99999999) %}x{% endfor %}", "Ana: Plan the repair"),
        ("{{ '' }}", "Ana: Plan the repair"),
        (None, "Ana: Plan the repair"),
    ],
)
def test_line(template: str | None, said: str) -> None:
    assert line(template) == said


def test_that_what_was_refused_does_not_read_as_done() -> None:
    assert line("{{ actor }} planned it", "rejected") == "Ana: Plan the repair"
