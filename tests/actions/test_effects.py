"""What an action announces: promises in the outbox, written with what they tell of."""

from copy import deepcopy
from typing import Any

import pytest

from tests.support.acting import Desk, desk_of, world

REPAIRED = {"resolution": "repaired", "note": "x"}


def test_effects_are_promised_with_what_they_tell_of(any_desk: Desk) -> None:
    """A36, A39"""
    report = any_desk.ask("close", "report/r1", give=REPAIRED)
    notification, told = any_desk.outbox
    (event,) = any_desk.events
    assert (notification.kind, notification.type, notification.application) == ("notification", "report.closed", "app")
    assert notification.payload == {"report": "r1", "resolution": "repaired", "late": True}
    assert [one["payload"] for one in report.plan["effects"]] == [notification.payload]
    assert (told.kind, told.type) == ("cloudevent", "atelier.action.applied")
    assert {one.event_id for one in any_desk.outbox} == {event.id}
    assert [one.state for one in any_desk.outbox] == ["pending", "pending"]
    assert len({one.dedup_key for one in any_desk.outbox}) == 2


def test_the_cloud_event_names_fields_and_no_values(desk: Desk) -> None:
    """A39"""
    desk.ask("close", "report/r1", give={**REPAIRED, "note": "geheim"})
    event = desk.outbox[-1].payload
    assert (event["specversion"], event["subject"], event["id"]) == ("1.0", "report/r1", desk.events[0].id)
    assert event["data"]["fields"] == ["status", "resolution", "note", "closed_at"]
    assert "geheim" not in repr(event)


def test_a_parameter_decides_whether_an_effect_is_emitted(desk: Desk) -> None:
    """A37"""

    def events(given: dict[str, Any]) -> list[str]:
        return [one["event"] for one in desk.preview("close", "report/r1", give=given).plan["effects"]]

    assert events(REPAIRED) == ["report.closed"]
    assert events({"resolution": "duplicate", "original": "r2"}) == ["report.closed", "report.noted"]


def test_a_payload_that_does_not_fit_is_kept_and_not_delivered(any_desk: Desk) -> None:
    """A38: the action applies."""
    report = any_desk.ask("tell", "report/r1", give={"text": "far too long for a resolution"})
    assert (report.ok, report.outcome) == (True, "applied")
    dead, told = any_desk.outbox
    assert (dead.state, told.state) == ("dead", "pending")
    assert "resolution" in (dead.error or "")
    assert "error" in report.plan["effects"][0]


def test_a_payload_that_cannot_be_worked_out_fails_nothing() -> None:
    """A36, A38"""
    effects = [{"event": "report.noted", "payload_aliases": {"note": {"$expr": "string(1 / entity.visits)"}}}]
    desk = desk_of([{"key": "act", "edits": [{"field": "note", "value": "x"}], "side_effects": effects}])
    desk.set("r1", visits=0)
    assert desk.ask("act", "report/r1").outcome == "applied"
    assert desk.outbox[0].state == "dead"


def test_only_records_that_a_payload_refers_to_become_their_ids() -> None:
    """A36: an object of somebody's own may have an id, too."""
    vocabulary = deepcopy(world()["vocabulary"])
    vocabulary["events"].append({"code": "sent", "label": "Sent", "payload_schema": {}})
    form: dict[str, Any] = {"id": "x", "lines": [{"id": "y", "size": 1}]}
    payload = {
        "form": "$parameters.form",
        "lines": "$parameters.form.lines",
        "report": {"$expr": "entity"},
        "district": {"$expr": "entity.district"},
        "all": {"$expr": "[entity.district, entity]"},
        "name": "$entity.district.name",
        "by": {"$expr": "user"},
        "people": {"$expr": '{"first": user}'},
    }
    action = {
        "key": "act",
        "parameters": [{"key": "form", "label": "Form", "type": "json"}],
        "side_effects": [{"event": "sent", "payload_aliases": payload}],
    }
    report = desk_of([action], vocabulary=vocabulary).ask("act", "report/r1", give={"form": form})
    assert report.outcome == "applied"
    (told,) = report.plan["effects"]
    assert told["payload"] == {
        "form": form,
        "lines": form["lines"],
        "report": "r1",
        "district": "north",
        "all": ["north", "r1"],
        "name": "North",
        "by": "ana",
        "people": {"first": "ana"},
    }


@pytest.mark.parametrize(("wanted", "told"), [("number", 1.5), ("string", "1.50")])
def test_an_amount_is_a_text_unless_the_event_wants_a_number(wanted: str, told: object) -> None:
    vocabulary = deepcopy(world()["vocabulary"])
    vocabulary["events"].append(
        {"code": "paid", "label": "Paid", "payload_schema": {"properties": {"fee": {"type": wanted}}}}
    )
    fees = [{"field_key": "fee", "field_type": {"type": "decimal", "precision": 2}}]
    next(one for one in vocabulary["entity_types"] if one["entity_type"] == "report")["schema"]["fields"] += fees
    desk = desk_of(
        [{"key": "act", "side_effects": [{"event": "paid", "payload_aliases": {"fee": "$entity.fee"}}]}],
        vocabulary=vocabulary,
    )
    desk.set("r1", fee="1.50")
    assert desk.ask("act", "report/r1").plan["effects"] == [{"key": "paid", "event": "paid", "payload": {"fee": told}}]
