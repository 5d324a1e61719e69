"""What holds of any action, any state of its target, and any caller: on every store."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings

from atelier_cli.actions.digest import replaced
from atelier_cli.actions.report import Report
from atelier_cli.actions.request import Claim
from atelier_cli.errors import RefusedError
from atelier_cli.operations.list_actions import list_actions
from atelier_cli.plan.mutation import Update
from atelier_cli.rows.audit import EditEvent, Outbox
from atelier_cli.rows.entity import Entity
from tests.support.acting import LISBON, Desk, codes, world
from tests.support.any_action import Case, cases

_FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
_MANY = settings(_FEW, max_examples=150)
_ROLES = {key: one["roles"] for key, one in world()["people"].items() if one.get("is_active") is not False}


def prepared(desk: Desk, case: Case) -> dict[str, Any]:
    """The case, set up at the desk: what is asked there."""
    desk.rows({**world(), "sheet": {**world()["sheet"], "actions": [case.action]}})
    before = desk.entity("r1")
    state = case.report["status"]
    desk.write(
        Update(LISBON, Entity, ("r1",), {"properties": case.report, "state": state, "version": before.version + 1})
    )
    targets = ("report/r1",) if case.with_target else ()
    return {"action": "act", "target": targets, "by": case.by, "give": case.given}


def judgements(report: Report) -> Any:
    """What a report says of parameters and gates, and what is wrong."""
    if report.items is not None:
        return [judgements(one) for one in report.items]
    return report.parameters, [one for one in report.criteria if one.enforcement == "gate"], report.errors


def check_exits(desk: Desk, case: Case) -> None:
    asked = prepared(desk, case)
    before = desk.records()
    validated, previewed = desk.validate(**asked), desk.preview(**asked)
    assert desk.records() == before, "an exit that writes nothing has written"
    applied = desk.ask(**asked)
    event(f"{applied.outcome} {applied.errors[0].code if applied.errors else ''}")
    check_answers(validated, previewed, applied)
    check_grants(case, applied)
    if applied.ok:
        check_applied(desk, case, before, applied)
    else:
        check_refused(desk, before, applied)


def check_answers(validated: Report, previewed: Report, applied: Report) -> None:
    """A2, A3: what one exit says, the others say too; what a preview shows is what is applied."""
    assert previewed.ok == applied.ok
    assert previewed.outcome in {applied.outcome, None}
    assert codes(previewed) == codes(applied)
    if previewed.ok or validated.errors:
        assert judgements(validated) == judgements(previewed) == judgements(applied)
        assert validated.ok is previewed.ok
    assert _digests(previewed) == _digests(applied)
    assert _plans(previewed) == _plans(applied)


def _digests(report: Report) -> list[str | None]:
    return [one.plan_digest for one in report.items or [report]]


def _plans(report: Report) -> list[Any]:
    """The plans, with words in place of new ids."""
    return [
        replaced(dict(one.plan), {made["id"]: made["key"] for made in one.plan["creates"]})
        for one in report.items or [report]
    ]


def check_grants(case: Case, report: Report) -> None:
    """A12, A13: the status follows from the rows alone."""
    roles = set(_ROLES.get(case.by, ()))
    policy = case.action["permissions_policy"]
    demanded = [
        one["config"]["roles"] for one in case.action["submission_criteria"] if one["criteria_type"] == "role_access"
    ]
    sets = [set(one) for one in ([policy["apply"]] if policy["apply"] else []) + demanded]
    may_apply = set.intersection(*sets) if sets else set()
    if case.by not in _ROLES:
        assert report.status == 403
    elif not roles & set(policy["view"]):
        assert report.status == 404
    elif not roles & may_apply:
        assert report.status == 403
    else:
        assert report.status not in {403, 404}


def check_refused(desk: Desk, before: dict[str, Any], report: Report) -> None:
    """A63, A57, A58: nothing but audit rows is new."""
    after = desk.records()
    new = len(after.pop("EditEvent")) - len(before.pop("EditEvent"))
    assert after == before
    assert new == 1 + len(report.items or ())
    assert report.status >= 400
    assert all(one.at.startswith("/") and one.message for one in report.errors)


def check_applied(desk: Desk, case: Case, before: dict[str, Any], report: Report) -> None:
    """A35, A39, A59: what is written is what is told."""
    after = desk.records()
    grown = Counter({name: len(after[name]) - len(before[name]) for name in after})
    plans = [one.plan for one in report.items or [report]]
    assert grown["EditEvent"] == 1 + len(report.items or ())
    if report.outcome == "noop":
        assert {name for name in after if after[name] != before[name]} == {"EditEvent"}
        assert _plans(report) == [{"creates": [], "edits": [], "effects": []}] * len(plans)
        return
    assert grown["Entity"] == sum(len(plan["creates"]) for plan in plans)
    assert grown["Outbox"] == sum(len(plan["effects"]) + 1 for plan in plans)
    if case.with_target:
        entity = desk.entity("r1")
        for edit in plans[0]["edits"]:
            if edit["field"] != "reporter":
                assert entity.properties.get(edit["field"]) == edit["after"]
        changed = {one["field"] for one in plans[0]["edits"]} - {"reporter"}
        for name in {*entity.properties, *case.report} - changed:
            assert entity.properties.get(name) == case.report.get(name), "a field that no edit names has changed"
    pending = {one.id for one in desk.all(Outbox) if one.state == "dead"}
    told = sum("error" in effect for plan in plans for effect in plan["effects"])
    assert len(pending) - len([one for one in before["Outbox"] if one.state == "dead"]) == told


def check_availability(desk: Desk, case: Case) -> None:
    """A14: what availability refuses, a submission refuses, and for the same reasons."""
    asked = prepared(desk, case)
    report = desk.validate(**{**asked, "target": ("report/r1",)})
    try:
        listed = list_actions(desk.engine, "lisbon", Claim(case.by), "report/r1")
    except RefusedError:
        assert report.status == 403
        return
    assert bool(listed) is (report.status != 404)
    for one in listed:
        event(f"allowed {one.allowed}")
        (told,) = report.items or [report]
        said = {gate.key: gate.result for gate in told.criteria}
        for gate in one.criteria:
            assert gate.result in {"pending", said.get(gate.key)}
        if not one.allowed:
            assert set(one.errors) <= set(told.errors)
            assert not report.ok
        elif report.phase == "gates" and not report.ok:
            pending = {gate.key for gate in one.criteria if gate.result == "pending"}
            assert {key for key, result in said.items() if result != "valid"} <= pending


@_FEW
@given(case=cases())
def test_the_exits_agree(desk: Desk, case: Case) -> None:
    """A2, A3, A8, A12, A35, A63"""
    check_exits(desk, case)


@_FEW
@given(case=cases())
def test_availability_and_submission_agree(desk: Desk, case: Case) -> None:
    """A14"""
    check_availability(desk, case)


@pytest.mark.slow
@_MANY
@given(case=cases())
def test_the_exits_agree_on_every_store(any_desk: Desk, case: Case) -> None:
    """A2, A3, A8, A12, A35, A63"""
    check_exits(any_desk, case)


@pytest.mark.slow
@_MANY
@given(case=cases())
def test_availability_and_submission_agree_on_every_store(any_desk: Desk, case: Case) -> None:
    """A14"""
    check_availability(any_desk, case)


def test_records_tell_audit_rows_apart(desk: Desk) -> None:
    """A63: the check above would see what else is written."""
    before = desk.records(EditEvent)
    desk.set("r1", note="y")
    assert desk.records(EditEvent) != before
