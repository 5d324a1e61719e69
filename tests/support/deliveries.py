"""Deliveries to send."""

from datetime import UTC, datetime
from typing import Any

from atelier_cli.rows.audit import Delivery

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def delivery(**said: Any) -> Delivery:
    """A delivery that is due, with what is said of it."""
    usual = {
        "id": "d-1",
        "outbox_id": "o-1",
        "rule": "desk/tell",
        "channel": "email",
        "recipient": "rui@example.org",
        "subject": "Done",
        "body_text": "It is done.\n",
        "body_html": None,
        "state": "pending",
        "attempts": 0,
        "due_at": NOW,
        "created_at": NOW,
        "sent_at": None,
        "error": None,
    }
    return Delivery(**{**usual, **said})
