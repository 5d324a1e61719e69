"""Accepts an action of the kind `async`: a durable submission, which a flow or a webhook carries and applies later."""

from typing import Any

from atelier_cli.actions.attempt import Attempt
from atelier_cli.actions.audit import event_of, source_of
from atelier_cli.actions.reporting import report_of
from atelier_cli.actions.stages.write import replies, told
from atelier_cli.events.outbox import promise
from atelier_cli.language.to_json import to_json
from atelier_cli.plan.mutation import Insert
from atelier_cli.plan.plan import Plan
from atelier_cli.rows.audit import Submission
from atelier_cli.store.protocol import Transaction

#: The type of the event that says that an action was accepted.
ACCEPTED = "atelier.action.accepted"


def accept(attempt: Attempt, transaction: Transaction) -> Attempt:
    """The attempt, accepted: its gates have passed, and nothing is changed yet."""
    definition, plane = attempt.defined, attempt.plane
    submission_id, event_id = attempt.ids.new(), attempt.ids.new()
    accepted = attempt.but(phase="accept", outcome="accepted", submission=submission_id)
    submission = Submission(
        id=submission_id,
        action_code=definition.code,
        actor_id=attempt.called_by.id,
        caller={**attempt.called_by.to_json(), "on_behalf_of": attempt.called_by.on_behalf_of},
        source=source_of(attempt),
        entity_type=None if attempt.target is None else attempt.target.type,
        entity_id=None if attempt.target is None else attempt.target.id,
        # What is applied later is what was given: defaults and gates are judged again then.
        parameters=dict(attempt.request.parameters),
        input=_input(attempt),
        state="accepted",
        carrier=_carrier(attempt),
        run_id=None,
        report=report_of(accepted).to_json(),
        accepted_at=attempt.now,
        finished_at=None,
        version=1,
    )
    start = promise(
        id=attempt.ids.new(),
        key=f"{submission_id}/submission",
        kind="submission",
        type=submission.carrier,
        application=definition.application,
        payload={"submission": submission_id},
        event_id=event_id,
        at=attempt.now,
    )
    transaction.apply(
        Plan(
            mutations=(
                Insert(plane, submission),
                Insert(plane, event_of(accepted, event_id, submission_id=submission_id)),
                Insert(plane, start),
                Insert(plane, told(accepted, ACCEPTED, event_id, attempt.ids.new(), {"submission": submission_id})),
                *replies(accepted, report_of(accepted)),
            )
        )
    )
    return accepted


def _input(attempt: Attempt) -> dict[str, Any]:
    """The parameters as they took effect; one that has no value is left out, as null is no value of most types."""
    types = {one.key: one.type for one in attempt.defined.parameters}
    return {name: to_json(value, types[name]) for name, value in attempt.parameters.items() if value is not None}


def _carrier(attempt: Attempt) -> str:
    carrier = attempt.defined.carrier
    if carrier is None:
        raise ValueError(f"{attempt.defined.code} has nothing that carries it")
    return carrier.webhook or f"{attempt.defined.application}/{carrier.flow}"
