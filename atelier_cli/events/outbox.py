"""The outbox: what a transaction promises to do once it stands, and what becomes of what cannot be done yet."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from atelier_cli.language.backoff import Backoff, pause
from atelier_cli.rows.audit import Outbox

Kind = Literal["notification", "cloudevent", "submission"]

#: How what could not be done is tried again: within about a day, then it is dead.
BACKOFF = Backoff(
    max_attempts=12,
    initial=timedelta(seconds=10),
    factor=3.0,
    max_interval=timedelta(hours=6),
    jitter="full",
    retry_on=frozenset(),
)


def promise(  # what a promise says
    *,
    id: str,  # the record's own word
    key: str,
    kind: Kind,
    type: str,  # the record's own word
    application: str,
    payload: Any,
    event_id: str | None,
    at: datetime,
    error: str | None = None,
) -> Outbox:
    """A promise that is due at once; one with an error is dead from the start, and kept to be looked at."""
    return Outbox(
        id=id,
        dedup_key=key,
        kind=kind,
        type=type,
        application=application,
        payload=payload,
        event_id=event_id,
        state="pending" if error is None else "dead",
        attempts=0,
        due_at=at,
        created_at=at,
        done_at=None,
        error=error,
    )


def after_failure(attempts: int, error: str, at: datetime, chance: float) -> Mapping[str, Any]:
    """What a promise or a delivery becomes after its attempt of that number, from 1, has failed.

    `chance`, from 0 to 1, says how much of the pause is waited, so that not all come back at once.
    """
    if attempts >= BACKOFF.max_attempts:
        return {"state": "dead", "error": error}
    return {"error": error, "due_at": at + pause(BACKOFF, attempts, chance)}
