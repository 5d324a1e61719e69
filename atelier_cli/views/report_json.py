"""The report of an action as JSON: how the shapes of `report_shapes.py` are filled."""

from typing import Any

from atelier_cli.actions import report as reports
from atelier_cli.language.instants import format_instant
from atelier_cli.operations.act import FanOut
from atelier_cli.operations.carry_submissions import Carried
from atelier_cli.rows.audit import Delivery, Submission
from atelier_cli.views.envelope import SCHEMA_VERSION
from atelier_cli.views.report_shapes import CarriedShape, DeliveryShape, FanOutShape, SubmissionShape


def report_shape(report: reports.Report, followed: FanOut) -> dict[str, Any]:
    """A report as JSON-like data, and what followed."""
    return {"schema_version": SCHEMA_VERSION, **report.to_json(), "fan_out": fan_out_shape(followed)}


def fan_out_shape(followed: FanOut) -> FanOutShape:
    return {
        "carried": None if followed.carried is None else carried_shape(followed.carried),
        "deliveries": [delivery_shape(one) for one in (*followed.deliveries, *followed.others)],
        "troubles": [*followed.troubles],
    }


def carried_shape(carried: Carried) -> CarriedShape:
    report: Any = None if carried.report is None else carried.report.to_json()
    return {
        "submission": submission_shape(carried.submission),
        "flow": None if carried.run is None else carried.run.status,
        "waits": carried.waits,
        "report": report,
    }


def submission_shape(one: Submission) -> SubmissionShape:
    state: Any = one.state
    return {
        "id": one.id,
        "action": one.action_code,
        "actor": one.actor_id,
        "target": None if one.entity_id is None else f"{one.entity_type}/{one.entity_id}",
        "state": state,
        "carrier": one.carrier,
        "accepted_at": format_instant(one.accepted_at),
        "finished_at": None if one.finished_at is None else format_instant(one.finished_at),
    }


def delivery_shape(one: Delivery) -> DeliveryShape:
    state: Any = one.state
    return {
        "id": one.id,
        "rule": one.rule,
        "channel": one.channel,
        "recipient": one.recipient,
        "subject": one.subject,
        "state": state,
        "error": one.error,
    }
