"""Gates, classification, and what is told of them."""

from typing import Any

import pytest

from atelier_cli.actions import seen
from atelier_cli.actions.criteria import reachable
from atelier_cli.store.protocol import Store
from tests.support.acting import Desk, codes, desk_of, places, world

REPAIRED = {"resolution": "repaired", "note": "x"}
NOTE = [{"field": "note", "value": "x"}]
MESSAGE = "It is not visited often enough."


def results(report: Any) -> dict[str, str]:
    return {one.key: one.result for one in report.criteria}


def test_each_gate_that_does_not_pass_says_so_itself(desk: Desk) -> None:
    """A5, A26"""
    report = desk.validate("close", "report/r3", give={"resolution": "repaired"})
    assert [one.message for one in report.errors] == ["It is closed already.", "Say what was repaired."]
    assert places(report) == [("gate_failed", "/criteria/0"), ("gate_failed", "/criteria/2")]


@pytest.mark.parametrize(
    ("operator", "value", "found"),
    [("gt", 3, "valid"), ("gt", 9, "invalid"), ("gt", "$parameters.none", "unevaluable"), ("is_null", None, "invalid")],
)
def test_a_gate_passes_on_true_alone(operator: str, value: Any, found: str) -> None:
    """A26, A6: null is neither more nor less."""
    config = {"subject": "entity", "field": "visits", "operator": operator}
    if operator != "is_null":
        config["value"] = value
    action = {
        "key": "act",
        "parameters": [{"key": "none", "label": "None", "type": "integer"}],
        "submission_criteria": [{"key": "gate", "criteria_type": "field", "config": config}],
        "edits": NOTE,
    }
    desk = desk_of([action])
    desk.set("r1", visits=5)
    report = desk.ask("act", "report/r1")
    assert results(report) == {"gate": found}
    expected = {"valid": [], "invalid": ["gate_failed"], "unevaluable": ["gate_unevaluable"]}
    assert codes(report) == expected[found]


def test_an_expression_that_cannot_be_evaluated_does_not_pass() -> None:
    """A26, A12: an error is no permission."""
    config = {"expression": "1 / entity.visits > 0"}
    action = {"key": "act", "submission_criteria": [{"criteria_type": "expression", "config": config}], "edits": NOTE}
    desk = desk_of([action])
    desk.set("r1", visits=0)
    assert codes(desk.ask("act", "report/r1")) == ["gate_unevaluable"]


def test_a_gate_may_follow_relations(desk: Desk) -> None:
    """A4: the records on the way are loaded once, with the target."""
    config = {"expression": 'entity.district.chief.name == "Ana" && entity.district.is_open'}
    action = {"key": "act", "submission_criteria": [{"criteria_type": "expression", "config": config}], "edits": NOTE}
    assert desk_of([action]).ask("act", "report/r1").ok
    assert codes(desk_of([action]).ask("act", "report/r3")) != []


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("entity.district.chief != user.id", ["gate_failed"]),
        ("entity.district.chief == user.id", []),
        ("has(entity.district.chief)", []),
        ("entity.district.id == 'north' && 'r2' in entity.district.reports", []),
    ],
)
def test_a_gate_reads_a_relation_of_what_it_follows(expression: str, found: list[str], store: Store) -> None:
    """A26: ana is chief of the district."""
    criteria = [{"key": "gate", "criteria_type": "expression", "config": {"expression": expression}}]
    desk = desk_of([{"key": "act", "submission_criteria": criteria, "edits": NOTE}], store)
    assert codes(desk.validate("act", "report/r1")) == found


def test_what_classifies_refuses_nothing_and_is_told_to_effects(any_desk: Desk) -> None:
    """A27: it is judged on the state that the plan produces."""
    report = any_desk.ask("close", "report/r1", give=REPAIRED)
    assert report.outcome == "applied"
    assert report.classification == {"late": True, "was-noted": True}
    assert any_desk.events[0].classification == {"late": True, "was-noted": True}
    assert any_desk.outbox[0].payload["late"] is True
    any_desk.set("p1", note="x")
    other = any_desk.preview("close", "report/p1", give=REPAIRED)
    # Its due date is null, and the note stays what it is.
    assert other.classification == {"late": None, "was-noted": False}


def test_classification_sees_the_state_after_the_plan() -> None:
    """A27"""

    def says(key: str, value: str) -> dict[str, Any]:
        config = {"subject": "entity", "field": "note", "operator": "eq", "value": value, "enforcement": "classify"}
        return {"key": key, "criteria_type": "field", "config": config}

    desk = desk_of(
        [{"key": "act", "submission_criteria": [says("is-new", "x"), says("is-old", "felled")], "edits": NOTE}]
    )
    assert desk.preview("act", "report/r3").classification == {"is-new": True, "is-old": False}


def test_reachable_starts_at_the_caller_and_is_bounded(store: Store) -> None:
    """A28: ana is chief of the district of r1 and r2; r3 is in none."""
    config = {"from": "user", "path": ["districts>", "reports>"]}
    criteria = [{"key": "mine", "criteria_type": "reachable", "config": config}]
    desk = desk_of([{"key": "act", "submission_criteria": criteria, "edits": NOTE}], store)
    assert desk.ask("act", "report/r1").outcome == "applied"
    assert codes(desk.ask("act", "report/r3")) == ["gate_failed"]
    assert codes(desk.ask("act", "report/r1", by="ben")) == ["gate_failed"]


def test_what_a_gate_asks_is_for_those_who_may_edit(desk: Desk) -> None:
    """A29"""
    clerk = desk.validate("close", "report/r3", give={"resolution": "repaired"}, by="ana")
    director = desk.validate("close", "report/r3", give={"resolution": "repaired"}, by="dora")
    assert [one.config for one in clerk.criteria] == [None, None, None]
    assert director.criteria[0].config["value"] == "open"
    said = repr(clerk.to_json()["criteria"])
    assert "entity.reporter" not in said
    assert "parameters.note" not in said


def test_the_message_of_a_gate_without_one_tells_no_literals() -> None:
    """A29"""
    config = {"subject": "entity", "field": "title", "operator": "eq", "value": "geheim"}
    desk = desk_of(
        [
            {
                "key": "act",
                "submission_criteria": [{"key": "named", "criteria_type": "field", "config": config}],
                "edits": NOTE,
            }
        ]
    )
    report = desk.ask("act", "report/r1")
    assert "geheim" not in repr(report.to_json())
    assert [one.message for one in report.errors] == ["`named` does not hold"]


def test_a_gate_that_reads_one_parameter_points_at_it() -> None:
    """A29, A58"""
    config = {"expression": 'parameters.text != "no"'}
    desk = desk_of(
        [
            {
                "key": "act",
                "parameters": [{"key": "text", "label": "Text", "type": "string"}],
                "submission_criteria": [{"key": "yes", "criteria_type": "expression", "config": config}],
                "edits": NOTE,
            }
        ]
    )
    report = desk.ask("act", "report/r1", give={"text": "no"})
    assert places(report) == [("gate_failed", "/parameters/text")]
    assert report.criteria[0].parameter == "text"


def test_more_links_than_the_budget_are_refused(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    """A28: what cannot be told is not passed."""
    config = {"from": "user", "path": ["districts>", "reports>"]}
    action = {"key": "act", "submission_criteria": [{"criteria_type": "reachable", "config": config}], "edits": NOTE}
    desk = desk_of([action], store)
    assert desk.validate("act", "report/r1").ok
    monkeypatch.setattr(reachable, "BUDGET", 1)
    assert codes(desk.ask("act", "report/r1")) == ["gate_unevaluable"]


def test_the_reason_why_something_cannot_be_judged_is_for_those_who_may_edit() -> None:
    """A29: it may quote what is asked."""
    config = {"expression": 'int(entity.title + "geheim") > 0'}
    grants = {"view": ["clerk", "director"], "apply": ["clerk", "director"], "edit": ["director"]}
    criteria = [{"key": "gate", "criteria_type": "expression", "config": config}]
    desk = desk_of([{"key": "act", "permissions_policy": grants, "submission_criteria": criteria, "edits": NOTE}])
    assert "geheim" not in repr(desk.ask("act", "report/r1").to_json())
    assert "geheim" in repr(desk.ask("act", "report/r1", by="dora").to_json())


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ({"subject": "entity", "field": "visits", "operator": "gt", "value": 3}, "cannot be judged: `visits` is empty"),
        ({"expression": "entity.visits > 3"}, "cannot be judged: `visits` is empty"),
        ({"expression": "entity.visits > size(entity.title)"}, "cannot be judged, as something it asks is missing"),
        ({"expression": "size(entity.reporter.name) > 1"}, "cannot be judged, as something it asks is missing"),
        ({"expression": "1 / size(user.groups) > 0"}, "cannot be judged, as something it asks is missing"),
    ],
)
def test_of_a_gate_that_cannot_be_judged_is_told_what_is_empty(config: dict[str, Any], said: str) -> None:
    """A29: its message would say what nobody knows."""
    kind = "expression" if "expression" in config else "field"
    criteria = [{"key": "gate", "criteria_type": kind, "config": config, "message": MESSAGE}]
    desk = desk_of([{"key": "act", "submission_criteria": criteria, "edits": NOTE}])
    desk.set("r3", visits=None)
    report = desk.ask("act", "report/r3")
    assert [(one.code, one.message) for one in report.errors] == [("gate_unevaluable", f"`gate` {said}")]
    assert report.criteria[0].message == f"`gate` {said}"
    desk.set("r3", visits=1)
    if said.endswith("empty"):
        assert [one.message for one in desk.ask("act", "report/r3").errors] == [MESSAGE]


@pytest.mark.parametrize(
    ("expression", "codes_"),
    [
        ('entity.orders.all(o, o.title != "bad")', []),
        ('entity.orders.exists(o, o.title == "bad")', ["gate_failed"]),
        ('"o1" in entity.orders && size(entity.orders) == 2', []),
        ('entity.orders.map(o, o.title) == ["dig", "fill"]', []),
        ('entity.orders.all(o, o.report.district.name == "North")', []),
        ('entity.district.reports.exists(r, r.title == "Lamp")', []),
    ],
)
def test_a_gate_reads_what_a_relation_to_many_leads_to(expression: str, codes_: list[str], store: Store) -> None:
    """A4, A26"""
    criteria = [{"key": "gate", "criteria_type": "expression", "config": {"expression": expression}}]
    orders = {
        f"work_order/{key}": {"title": title, "report": "r1"} for key, title in {"o1": "dig", "o2": "fill"}.items()
    }
    action = {"key": "act", "submission_criteria": criteria, "edits": NOTE}
    desk = desk_of([action], store, entities={**world()["entities"], **orders})
    report = desk.ask("act", "report/r1")
    assert codes(report) == codes_
    if not codes_ and "orders.all" in expression:
        desk.set("o2", title="filled")
        stale = desk.ask("act", "report/r1", if_match={"report/r1": report.etag or ""})
        assert codes(stale) == ["stale_target"]


def test_more_than_can_be_looked_at_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A26: what cannot be told is not passed."""
    config = {"expression": 'entity.reports.exists(r, r.status == "open")'}
    criteria = [{"key": "gate", "criteria_type": "expression", "config": config}]
    edits = [{"field": "name", "value": "Far north"}]
    desk = desk_of([{"key": "act", "target_model": "district", "submission_criteria": criteria, "edits": edits}])
    assert desk.validate("act", "district/north").ok
    monkeypatch.setattr(seen, "MOST_FOLLOWED", 1)
    assert codes(desk.ask("act", "district/north")) == ["gate_unevaluable"]
