"""Writes the plan: entities, the audit row, what is promised, and the reply to the idempotency key, all or nothing."""

from collections.abc import Iterator

from atelier_cli.actions.attempt import Attempt
from atelier_cli.actions.audit import event_of
from atelier_cli.actions.entities.finish import Finished
from atelier_cli.actions.report import Report
from atelier_cli.actions.reporting import report_of, without_secrets
from atelier_cli.events.envelope import cloud_event
from atelier_cli.events.outbox import promise
from atelier_cli.plan.mutation import Insert, Mutation, Update
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.audit import Outbox, Reply, Submission
from atelier_cli.store.protocol import Transaction

#: The type of the event that says that an action was applied.
APPLIED = "atelier.action.applied"


def write(attempt: Attempt, transaction: Transaction, *, parent_id: str | None = None) -> Attempt:
    """The attempt, applied: what is written is its plan and what tells of it.

    Raises `TakenError` and `StaleError`; nothing is written then.
    """
    applied = attempt.but(phase="write", outcome=attempt.outcome or "applied")
    event_id = attempt.ids.new()
    mutations: list[Mutation] = list(_entities(applied.plan.finished))
    mutations.append(Insert(attempt.plane, event_of(applied, event_id, parent_id=parent_id)))
    if applied.outcome == "applied":
        mutations.extend(Insert(attempt.plane, one) for one in _promises(applied, event_id))
    if attempt.request.idempotency_key is not None and not attempt.is_item:
        mutations.extend(replies(applied, report_of(applied)))
    mutations.extend(_submission(applied))
    transaction.apply(Plan(mutations=tuple(mutations)))
    return applied


def replies(attempt: Attempt, report: Report) -> Iterator[Mutation]:
    """The reply that is kept for the idempotency key, where there is one."""
    key = attempt.request.idempotency_key
    if key is not None:
        reply = Reply(
            actor_id=attempt.called_by.id or "",
            action_code=attempt.defined.code,
            idempotency_key=key,
            body_hash=attempt.body_hash,
            report=without_secrets(report, attempt).to_json(),
            created_at=attempt.now,
        )
        yield Insert(attempt.plane, reply)


def _submission(attempt: Attempt) -> Iterator[Mutation]:
    """The submission that is carried out, which is over now: it is carried out once."""
    if attempt.request.submission is not None:
        report = without_secrets(report_of(attempt), attempt).to_json()
        over = {"state": "applied", "report": report, "finished_at": attempt.now}
        yield Update(attempt.plane, Submission, (attempt.request.submission,), over, {"state": "running"})


def _entities(finished: Finished | None) -> tuple[Mutation, ...]:
    return () if finished is None else finished.mutations


def _promises(attempt: Attempt, event_id: str) -> Iterator[Outbox]:
    """The notifications of the plan, and the event that tells other products what was done."""
    application = attempt.defined.application
    for effect in attempt.plan.effects:
        yield promise(
            id=attempt.ids.new(),
            key=f"{event_id}/{effect.key}",
            kind="notification",
            type=effect.event,
            application=application,
            payload=dict(effect.payload),
            event_id=event_id,
            at=attempt.now,
            error=effect.error,
        )
    yield told(attempt, APPLIED, event_id, attempt.ids.new(), _done(attempt, event_id))


def told(attempt: Attempt, type: str, event_id: str, id: str, said: dict[str, object]) -> Outbox:
    """The promise to tell other products what became of the action; values stay where they are."""
    source = f"/{attempt.plane.key}/actions/{attempt.defined.code}"
    event = cloud_event(
        id=event_id,
        type=type,
        source=source,
        org=attempt.plane.id,
        time=attempt.now,
        key=event_id,
        data={"action": attempt.defined.code, "version": attempt.defined.version, **said},
        subject=None if attempt.target is None else str(attempt.target),
    )
    return promise(
        id=id,
        key=f"{event_id}/cloudevent",
        kind="cloudevent",
        type=type,
        application=attempt.defined.application,
        payload=dict(event),
        event_id=event_id,
        at=attempt.now,
    )


def _done(attempt: Attempt, event_id: str) -> dict[str, object]:
    planned = attempt.plan
    return {
        "event": event_id,
        "fields": [one.field for one in planned.edits],
        "created": [{"key": one.key, "id": f"{one.entity_type}/{one.id}"} for one in planned.creates],
    }
