"""What is kept of each apply."""

from typing import Any

import pytest

from atelier_cli.actions.digest import Key
from atelier_cli.actions.request import Claim, Request
from atelier_cli.operations.submit_action import Engine, submit
from atelier_cli.plan.mutation import Delete, Update
from atelier_cli.rows.audit import EditEvent
from tests.support.acting import KEY, LISBON, Desk, desk_of

PHONE = "+351 210 555 123"
CLOSE: dict[str, Any] = {"give": {"resolution": "repaired", "note": "x", "contact": PHONE}}


def test_there_is_a_row_for_each_apply_and_for_nothing_else(any_desk: Desk) -> None:
    """A59, A8"""
    before = any_desk.records()
    for until in ("validate", "preview"):
        any_desk.ask("close", "report/r1", until=until, **CLOSE)
        any_desk.ask("close", "report/r3", until=until, **CLOSE)
    assert any_desk.records() == before
    for target in ("report/r1", "report/r1", "report/none"):
        any_desk.ask("close", target, **CLOSE)
    any_desk.ask("none/at:all", "report/r1", by="nobody")
    any_desk.ask("close", "report/r1", by="cid", placement="desk-close")
    found = [(one.outcome, one.action_code, one.actor_id, one.action_version) for one in any_desk.events]
    assert found == [
        ("applied", "app/report:close", "ana", 1),
        ("rejected", "app/report:close", "ana", 1),
        ("rejected", "app/report:close", "ana", 1),
        ("rejected", "none/at:all", "nobody", 0),
        ("rejected", "close", "cid", 0),
    ]


def test_the_row_says_who_did_what_on_which_grounds(any_desk: Desk) -> None:
    """A60, A7"""
    claim = Claim("ana", (), on_behalf_of="ben")
    given = {"resolution": "repaired", "note": "x"}
    request = Request(
        "apply", None, claim, ("report/r1",), given, placement="desk-close", source_id="board", trace_id="t-1"
    )
    report = submit(any_desk.engine, "lisbon", request)
    (event,) = any_desk.events
    assert (event.at, event.trace_id, event.on_behalf_of) == (report.now, "t-1", "ben")
    assert event.caller["roles"] == ["clerk"]
    assert event.source == {"id": "board", "type": None, "surface": "desk", "placement": "desk-close"}
    assert (event.entity_type, event.entity_id) == ("report", "r1")
    assert event.payload == given
    assert event.parameters == {**given, "contact": None, "original": None, "channel": "desk"}
    assert event.changes == report.plan["edits"]
    assert {one["key"]: one["result"] for one in event.criteria} == {one.key: one.result for one in report.criteria}
    assert event.snapshot["version"] == 1
    assert event.snapshot["fields"]["status"] == "open"
    assert event.plan_digest == report.plan_digest


def test_the_row_of_a_refusal_says_why(any_desk: Desk) -> None:
    """A60, A59"""
    report = any_desk.ask("close", "report/r3", **CLOSE)
    (event,) = any_desk.events
    assert event.errors == [one.to_json() for one in report.errors]
    assert (event.outcome, event.changes, event.creates, event.plan_digest) == ("rejected", [], [], None)


def test_what_the_gates_read_of_the_caller_is_kept() -> None:
    """A7, A60: and nothing else that the directory says of them."""
    config = {"expression": 'user.attributes.email == "ana@example.org"'}
    criteria = [{"criteria_type": "expression", "config": config}]
    desk = desk_of([{"key": "act", "submission_criteria": criteria, "edits": [{"field": "note", "value": "x"}]}])
    desk.ask("act", "report/r1")
    assert desk.events[0].caller["attributes"] == {"email": "ana@example.org"}


def test_secrets_are_kept_as_hashes(any_desk: Desk) -> None:
    """A61: in the audit row and in the stored report; who submitted it sees what is written."""
    report = any_desk.ask("close", "report/r1", idempotency_key="k", **CLOSE)
    assert {one["field"]: one["after"] for one in report.plan["edits"]}["contact"] == PHONE
    assert PHONE not in repr(any_desk.events)
    assert PHONE not in repr(any_desk.replies)
    assert any_desk.ask("close", "report/r1", idempotency_key="k", **CLOSE).replayed
    assert any_desk.entity("r1").properties["contact"] == PHONE


@pytest.mark.parametrize(
    "given",
    [
        {**CLOSE["give"], "contact": [PHONE]},
        {**CLOSE["give"], "resolution": "eaten"},
        {"contact": PHONE},
        {**CLOSE["give"], "kontact": PHONE},
    ],
    ids=["of a wrong type", "beside a wrong one", "in a refusal", "under another name"],
)
def test_secrets_of_refusals_are_kept_as_hashes(given: dict[str, Any], desk: Desk) -> None:
    """A61"""
    report = desk.ask("close", "report/r1", give=given)
    assert report.outcome == "rejected"
    assert PHONE not in repr(desk.events)
    assert PHONE not in repr(report.to_json())
    desk.ask("klose", "report/r1", give=given)
    assert PHONE not in repr(desk.events)


def test_what_is_made_of_a_secret_is_one() -> None:
    """A61: along defaults, creates and their fields."""
    desk = desk_of(
        [
            {
                "key": "act",
                "parameters": [
                    {"key": "pin", "label": "Pin", "type": "string", "sensitive": True},
                    {"key": "copy", "label": "Copy", "type": "string", "default": "$parameters.pin"},
                ],
                "creates": [
                    {
                        "key": "one",
                        "entity_type": "work_order",
                        "fields": {"title": "$parameters.copy", "report": "r1"},
                    },
                    {
                        "key": "two",
                        "entity_type": "work_order",
                        "fields": {"title": "$created.one.title", "report": "r1"},
                    },
                ],
                "edits": [{"field": "note", "value": {"$expr": '"pin " + parameters.pin'}}],
            }
        ]
    )
    report = desk.ask("act", "report/r1", give={"pin": "0815"}, idempotency_key="k")
    assert report.plan["edits"][0]["after"] == "pin 0815"
    assert "0815" not in repr(desk.events)
    assert "0815" not in repr(desk.replies)


def test_what_held_a_secret_before_is_one_too() -> None:
    """A61: what the field held that gets a secret, wherever else it goes."""
    action = {
        "key": "act",
        "parameters": [{"key": "pin", "label": "Pin", "type": "string", "sensitive": True}],
        "creates": [
            {"key": "one", "entity_type": "work_order", "fields": {"title": "$entity.contact", "report": "r1"}}
        ],
        "edits": [
            {"field": "contact", "value": "$parameters.pin"},
            {"field": "note", "value": {"$expr": '"was " + entity.contact'}},
        ],
        "side_effects": [{"event": "report.noted", "payload_aliases": {"note": "$entity.note"}}],
    }
    desk = desk_of([action])
    desk.set("r1", contact="0815", note="was 4711")
    assert desk.ask("act", "report/r1", give={"pin": "0000"}, idempotency_key="k").outcome == "applied"
    for secret in ("0815", "0000", "4711"):
        assert secret not in repr(desk.events)
        assert secret not in repr(desk.replies)


def test_a_hash_is_not_found_out_without_the_key(desk: Desk) -> None:
    """A61: with another key everything is hashed otherwise, the digest of the plan too."""
    report = desk.preview("close", "report/r1", **CLOSE)
    other = Desk(desk.store)
    other.engine = Engine(desk.store, desk.clock, desk.ids, Key(b"another"))
    there = other.preview("close", "report/r1", **CLOSE)
    assert report.plan_digest != there.plan_digest
    assert report.etag != there.etag
    assert KEY.hash("body", CLOSE) != Key(b"another").hash("body", CLOSE)


@pytest.mark.parametrize(
    "change", [Update(LISBON, EditEvent, ("new-1",), {"outcome": "noop"}), Delete(LISBON, EditEvent, ("new-1",))]
)
def test_what_was_written_stays(change: Update | Delete, any_desk: Desk) -> None:
    """A62"""
    any_desk.ask("note", "report/r1", give={"text": "x"})
    before = any_desk.events
    with pytest.raises(ValueError, match="stays as it is"):
        any_desk.write(change)
    assert any_desk.events == before


def test_a_gate_that_reads_a_secret_does_not_quote_it() -> None:
    """A61: nor does a constraint, nor a create."""
    criteria = [{"key": "gate", "criteria_type": "expression", "config": {"expression": "int(parameters.pin) > 0"}}]
    parameters = [
        {"key": "pin", "label": "Pin", "type": "string", "sensitive": True},
        {"key": "much", "label": "Much", "type": "integer", "constraints": {"min": {"$expr": "int(parameters.pin)"}}},
    ]
    grants = {"view": ["director"], "apply": ["director"], "edit": ["director"]}
    edits = [{"field": "visits", "value": {"$expr": "int(parameters.pin)"}}]
    for gates in (criteria, []):
        action = {"key": "act", "permissions_policy": grants, "parameters": parameters, "edits": edits}
        desk = desk_of([{**action, "submission_criteria": gates}])
        for given in ({"pin": "hunter2"}, {"pin": "hunter2", "much": 1}):
            assert desk.ask("act", "report/r1", by="dora", give=given).outcome == "rejected"
        assert "hunter2" not in repr(desk.events)
