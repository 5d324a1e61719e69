"""The three exits of the one pipeline, and what they read."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from atelier_cli.actions.pipeline import STAGES
from atelier_cli.clock import FixedClock
from atelier_cli.ids import FixedIds
from atelier_cli.rows.action import ActionSubmissionCriteria
from tests.conftest import NOW
from tests.support.acting import LISBON, Desk, after, codes, desk_of, places, rewrite, world

REPAIRED = {"resolution": "repaired", "note": "x"}


def test_the_stages_are_in_their_order() -> None:
    """A1"""
    assert [stage.__name__ for stage in STAGES] == [
        "audience", "resolve", "authorise", "idempotency", "load", "coerce", "default", "visibility", "constrain",
        "gates", "plan", "classify", "effects", "no_op",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "phase"),
    [
        ({"by": "nobody"}, "audience"),
        ({"action": "none"}, "resolve"),
        ({"by": "zoe"}, "authorise"),
        ({"target": "report/none"}, "load"),
        ({"give": {}}, "gates"),
    ],
)
def test_the_phase_is_the_stage_that_refused(said: dict[str, Any], phase: str, desk: Desk) -> None:
    """A1"""
    plain: dict[str, Any] = {"action": "note", "target": "report/r1", "give": {"text": "x"}}
    assert desk.ask(**{**plain, **said}).phase == phase


def test_each_exit_ends_where_it_should(desk: Desk) -> None:
    """A2, A3"""
    asks = (desk.validate, desk.preview, desk.ask)
    reports = [ask("close", "report/r1", give=REPAIRED) for ask in asks]
    assert [one.phase for one in reports] == ["gates", "no_op", "write"]
    assert [one.outcome for one in reports] == [None, None, "applied"]
    assert reports[0].plan["edits"] == []
    assert reports[1].plan == reports[2].plan
    assert reports[1].plan_digest == reports[2].plan_digest
    assert len({one.etag for one in reports}) == 1


def test_all_exits_refuse_for_the_same_reasons(any_desk: Desk) -> None:
    """A2, A5"""
    given = {"resolution": "eaten", "note": "x" * 99, "contact": 1, "strange": 2}
    reports = [ask("close", "report/r3", give=given) for ask in (any_desk.validate, any_desk.preview, any_desk.ask)]
    assert len({tuple(places(one)) for one in reports}) == 1
    assert len({repr(one.parameters) + repr(one.criteria) for one in reports}) == 1
    assert len(places(reports[0])) == 5


def test_only_an_apply_writes_and_takes_ids(any_desk: Desk) -> None:
    """A8"""
    before = any_desk.records()
    for ask in (any_desk.validate, any_desk.preview):
        ask("order", "report/r1", give={"title": "x"}, idempotency_key="k")
        ask("inspect", "report/r1", give={"reason": "x"})
        ask("sweep", ("report/r3", "report/r4"))
    assert any_desk.records() == before
    assert any_desk.ids.new() == "new-1"


def test_a_run_has_one_instant() -> None:
    """A7: whoever asks the clock twice gets another answer."""

    class Running(FixedClock):
        asked = 0

        def now(self) -> Any:
            type(self).asked += 1
            return super().now()

    edits = [{"field": "closed_at", "value": "$now"}, {"field": "due_on", "value": "$today"}]
    desk = desk_of([{"key": "act", "edits": edits}])
    running = Desk(desk.store, Running(NOW), FixedIds("new"))
    report = running.ask("act", "report/r1")
    assert Running.asked == 1
    assert after(report) == {"closed_at": "2026-11-22T09:00:00Z", "due_on": "2026-11-22"}
    assert (report.now, running.events[0].at) == (NOW, NOW)


def test_an_edited_row_is_seen_by_the_next_request(any_desk: Desk) -> None:
    """A9"""
    assert after(any_desk.preview("note", "report/r1", give={"text": "x"})) == {"note": "x"}
    said = deepcopy(world())
    note = said["sheet"]["actions"][1]
    note["edits"] = [
        {"field": "resolution", "value": "$parameters.text"},
        {"field": "title", "value": "y", "is_active": False},
    ]
    any_desk.rows(said)
    report = any_desk.preview("note", "report/r1", give={"text": "x"})
    assert (after(report), report.version) == ({"resolution": "x"}, 2)


def test_there_is_no_limit_to_the_number_of_rows() -> None:
    """A9: and they work in their order."""
    gates = [
        {"key": f"gate-{i}", "criteria_type": "expression", "config": {"expression": f"{i} != 150"}, "message": str(i)}
        for i in range(200)
    ]
    desk = desk_of([{"key": "act", "submission_criteria": gates, "edits": [{"field": "note", "value": "x"}]}])
    report = desk.validate("act", "report/r1")
    assert [one.key for one in report.criteria] == [f"gate-{i}" for i in range(200)]
    assert [one.message for one in report.errors] == ["150"]


def _spoiled(**said: Any) -> Desk:
    """A desk whose action has a row that nobody understands."""
    criterion = {
        "key": "gate",
        "criteria_type": "field",
        "config": {"field": "status", "operator": "eq", "value": "open"},
    }
    desk = desk_of(
        [
            {
                "key": "act",
                "permissions_policy": {
                    "view": ["clerk", "director"],
                    "apply": ["clerk", "director"],
                    "edit": ["director"],
                },
                "submission_criteria": [criterion],
                "edits": [{"field": "note", "value": "x"}],
            }
        ]
    )
    with desk.store.transaction(write=True) as transaction:
        before = transaction.read(LISBON)
        (kept,) = before.of(ActionSubmissionCriteria).values()
        rewrite(transaction, before, replace(kept.row, **said))
    return desk


@pytest.mark.parametrize(
    "said",
    [
        {"criteria_type": "horoscope"},
        {"config": {"subject": "entity", "field": "status", "operator": "resembles", "value": "open"}},
        {"config": {"subject": "entity", "field": "statuss", "operator": "eq", "value": "open"}},
        {"criteria_type": "function", "config": {"function": "nothing", "args": {}}},
        {"criteria_type": "expression", "config": {"expression": "entity.status ="}},
        {"config": None},
    ],
    ids=["type", "operator", "field", "function", "expression", "nothing"],
)
def test_what_nobody_understands_makes_the_action_refuse(said: dict[str, Any]) -> None:
    """A10: in every exit; what it says is for those who may edit it."""
    desk = _spoiled(**said)
    for until in ("validate", "preview", "apply"):
        report = desk.ask("act", "report/r1", until=until)
        assert (set(codes(report)), report.status) == ({"invalid_definition"}, 500)
        assert report.errors[0].at.startswith("/definition/criteria/gate")
    assert desk.entity("r1").properties.get("note") is None
    told = desk.ask("act", "report/r1", by="dora").errors[0].message
    assert len(told) > len(desk.ask("act", "report/r1").errors[0].message)
