"""The records of what was done: each apply of an action, what it answered, and what it promised to do later."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from atelier_cli.rows.record import Names, Record, Unique
from atelier_cli.rows.row import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class EditEvent(Record):
    """One apply of an action, refused ones too: who did what to which target, and what came of it."""

    TABLE = "atelier_edit_event"
    INDEXES = (("at",), ("entity_type", "entity_id", "at"), ("action_code", "at"))
    APPEND_ONLY = True

    id: str
    at: datetime
    #: `APPLICATION/MODEL:KEY`.
    action_code: str
    action_version: int
    #: The key of whoever called it; None for nobody in particular.
    actor_id: str | None
    on_behalf_of: str | None
    #: The caller as the action saw it: roles, groups, and the roles that were only believed.
    caller: Json
    #: Where it was launched from: `id`, `type`, `surface`, `placement`.
    source: Json
    #: The target, as it was called; both None for an action without one.
    entity_type: str | None
    entity_id: str | None
    #: `applied`, `noop`, `accepted`, `rejected` or `failed`.
    outcome: str
    #: The parameters as they were given, and as they took effect; sensitive ones as hashes.
    payload: Json
    parameters: Json
    #: Each field that was changed with its value before and after, and what was created.
    changes: Json
    creates: Json
    criteria: Json
    classification: Json
    errors: Json
    #: The target's fields as the action read them, so that the run can be replayed; sensitive ones as hashes.
    snapshot: Json
    plan_digest: str | None
    idempotency_key: str | None
    submission_id: str | None
    #: Of an item of a bulk: the event of the whole.
    parent_id: str | None
    trace_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Record):
    """What an action answered to an idempotency key, to be answered again to the same request."""

    TABLE = "atelier_idempotency"
    KEY = ("actor_id", "action_code", "idempotency_key")

    #: Empty for a caller without a name.
    actor_id: str
    action_code: str
    idempotency_key: str
    body_hash: str
    report: Json
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Record):
    """An action of the kind `async` that was accepted: the flow that carries it calls back to apply it."""

    TABLE = "atelier_submission"
    INDEXES = (("state", "accepted_at"),)

    id: str
    action_code: str
    actor_id: str | None
    caller: Json
    source: Json
    entity_type: str | None
    entity_id: str | None
    #: The parameters as they were given, which are judged again when it is applied.
    parameters: Json
    #: The parameters as they took effect, with their defaults: what the flow is told.
    input: Json
    #: `accepted`, `running`, `applied`, `rejected` or `failed`.
    state: str
    #: The flow that carries it, `APPLICATION/KEY`, or the webhook.
    carrier: str
    run_id: str | None
    report: Json
    accepted_at: datetime
    finished_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox(Record):
    """Something to be done once the transaction that wrote it stands: an event to tell, or a flow to start."""

    TABLE = "atelier_outbox"
    UNIQUE = (Unique(("dedup_key",)),)
    INDEXES = (("state", "due_at"), ("event_id",))

    id: str
    #: What makes it one: written twice, it is still done once.
    dedup_key: str
    #: `notification`, `cloudevent` or `submission`.
    kind: str
    #: The code of the notification event, or the type of the CloudEvent.
    type: str
    #: The application whose rules it is for.
    application: str
    payload: Json
    #: The edit event that it comes from.
    event_id: Annotated[str, Names("atelier_edit_event")] | None
    #: `pending`, `done` or `dead`.
    state: str
    attempts: int
    due_at: datetime
    created_at: datetime
    done_at: datetime | None
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery(Record):
    """A notification on its way to one recipient through one channel."""

    TABLE = "atelier_delivery"
    UNIQUE = (Unique(("outbox_id", "rule", "channel", "recipient")),)
    INDEXES = (("state", "due_at"),)

    id: str
    outbox_id: Annotated[str, Names("atelier_outbox")]
    #: The key of the rule, with its application: `APPLICATION/KEY`.
    rule: str
    channel: str
    #: The key of a person, or an address.
    recipient: str
    subject: str
    body_text: str
    body_html: str | None
    #: `pending`, `sent` or `dead`.
    state: str
    attempts: int
    due_at: datetime
    created_at: datetime
    sent_at: datetime | None
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Record):
    """A notification in a person's inbox."""

    TABLE = "atelier_notice"
    UNIQUE = (Unique(("delivery_id",)),)
    INDEXES = (("user_key", "created_at"),)

    id: str
    delivery_id: Annotated[str, Names("atelier_delivery")]
    user_key: Annotated[str, Names("atelier_user")]
    subject: str
    body_text: str
    created_at: datetime
    read_at: datetime | None
