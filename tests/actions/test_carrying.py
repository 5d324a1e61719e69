"""Carrying what was accepted: the flow decides, the action is applied once, on grounds that hold at that time."""

import pytest

from atelier_cli.errors import NoInputError, UsageError
from atelier_cli.flows.world import Fixtures
from atelier_cli.operations import carry_submissions
from atelier_cli.operations.carry_submissions import Carried, Said, carry
from atelier_cli.plan.mutation import Delete
from atelier_cli.rows.audit import Submission
from atelier_cli.rows.people import UserRole
from tests.support.acting import LISBON, Desk, desk_of

SIGNED = ("task.sign-off=approved",)


def submitted(desk: Desk, target: str = "report/r1", **said: object) -> Submission:
    """An accepted submission of an action that a flow carries: the director signs, then the note is written."""
    report = desk.ask("survey", target, give={"reason": "rust"}, **said)
    assert report.outcome == "accepted", report.errors
    return desk.submissions[-1]


def carried(desk: Desk, submission: Submission, *assume: str) -> Carried:
    return carry(desk.engine, LISBON, submission.id, Said(Fixtures(), assume))


def note(desk: Desk, id_: str = "r1") -> object:
    return desk.entity(id_).properties.get("note")


def test_it_waits_until_somebody_decides(any_desk: Desk) -> None:
    """A67"""
    submission = submitted(any_desk)
    found = carried(any_desk, submission)
    assert (found.submission.state, found.report) == ("running", None)
    assert found.waits == "`sign-off` waits for role:director: --assume task.sign-off=approved decides"
    assert note(any_desk) is None
    assert any_desk.outbox[0].state == "pending"


def test_it_is_applied_when_the_flow_has_come_to_its_end(any_desk: Desk) -> None:
    """A64"""
    submission = submitted(any_desk)
    carried(any_desk, submission)
    found = carried(any_desk, submission, *SIGNED)
    assert found.run is not None
    assert [step.step for step in found.run.steps] == ["sign-off"]
    assert found.report is not None
    assert (found.report.outcome, found.submission.state, found.submission.run_id) == (
        "applied",
        "applied",
        submission.id,
    )
    assert note(any_desk) == "rust"
    accepted, applied = any_desk.events
    assert (accepted.outcome, applied.outcome) == ("accepted", "applied")
    assert {accepted.submission_id, applied.submission_id} == {submission.id}
    assert (applied.actor_id, applied.changes[0]["after"]) == ("ana", "rust")
    assert [one.state for one in any_desk.outbox if one.kind == "submission"] == ["done"]


def test_it_is_applied_once(any_desk: Desk) -> None:
    """A65"""
    submission = submitted(any_desk)
    first = carried(any_desk, submission, *SIGNED)
    again = carried(any_desk, submission, *SIGNED)
    assert (first.submission, again.run, again.report) == (again.submission, None, None)
    assert len(any_desk.events) == 2


def test_two_that_carry_it_at_once_apply_it_once(any_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A65"""
    submission = submitted(any_desk)
    run = carry_submissions._run

    def overtaken(*args: object) -> object:
        monkeypatch.setattr(carry_submissions, "_run", run)
        assert carried(any_desk, submission, *SIGNED).submission.state == "applied"
        return run(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(carry_submissions, "_run", overtaken)
    late = carried(any_desk, submission, *SIGNED)
    assert late.submission.state == "applied"
    assert late.report is not None
    assert (late.report.outcome, late.report.replayed) == ("applied", True)
    assert [one.outcome for one in any_desk.events] == ["accepted", "applied"]


def test_a_death_before_it_is_applied_leaves_it_to_be_carried_again(
    any_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A65"""
    submission = submitted(any_desk)
    for place in ("_applied", "_done"):
        with monkeypatch.context() as patch:
            patch.setattr(carry_submissions, place, _dies)
            with pytest.raises(KeyboardInterrupt):
                carried(any_desk, submission, *SIGNED)
    assert carried(any_desk, submission, *SIGNED).submission.state == "applied"
    assert [one.outcome for one in any_desk.events] == ["accepted", "applied"]
    assert [one.state for one in any_desk.outbox if one.kind == "submission"] == ["done"]


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_is_rejected_on_the_way_is_not_applied(any_desk: Desk) -> None:
    """A66"""
    submission = submitted(any_desk)
    found = carried(any_desk, submission, "task.sign-off=rejected")
    assert (found.submission.state, found.report) == ("rejected", None)
    assert found.submission.report["flow"]["status"] == "halted"
    assert note(any_desk) is None


def test_its_gates_are_judged_again_when_it_is_applied(any_desk: Desk) -> None:
    """A64"""
    submission = submitted(any_desk)
    any_desk.set("r1", status="closed")
    found = carried(any_desk, submission, *SIGNED)
    assert found.report is not None
    assert [one.code for one in found.report.errors] == ["gate_failed"]
    assert (found.submission.state, note(any_desk)) == ("rejected", None)


def test_permissions_are_judged_again_when_it_is_applied(any_desk: Desk) -> None:
    """A64"""
    submission = submitted(any_desk)
    any_desk.write(Delete(LISBON, UserRole, _held(any_desk, "ana")))
    found = carried(any_desk, submission, *SIGNED)
    assert found.report is not None
    assert (found.submission.state, note(any_desk)) == ("rejected", None)


def _held(desk: Desk, user: str) -> tuple[str, str]:
    """The key of the one role that a person has."""
    (found,) = (one for one in desk.all(UserRole) if one.user_key == user)
    return found.user_key, found.role_id


def test_what_nobody_here_hears_the_answer_of_goes_on_running(any_desk: Desk) -> None:
    any_desk.ask("inspect", "report/r1", give={"reason": "rust"})
    found = carried(any_desk, any_desk.submissions[-1])
    assert found.submission.state == "running"
    assert "https://inspections.example.org/start carries it" in found.waits


def test_a_submission_that_is_not_there(any_desk: Desk) -> None:
    with pytest.raises(NoInputError, match="there is no submission `no`"):
        carry(any_desk.engine, LISBON, "no", Said(Fixtures()))


def test_an_assumption_that_makes_no_sense(any_desk: Desk) -> None:
    submission = submitted(any_desk)
    with pytest.raises(UsageError, match="sign-of"):
        carried(any_desk, submission, "task.sign-of=approved")


def test_the_flow_is_told_what_took_effect_and_the_action_what_was_given() -> None:
    """A45"""
    reason = {"key": "reason", "label": "Reason", "type": "string", "default": "rust", "visibility": "hidden"}
    action = {
        "key": "survey",
        "kind": "async",
        "flow": "survey",
        "parameters": [reason, {"key": "more", "label": "More", "type": "date"}],
        "edits": [{"field": "note", "value": "$parameters.reason"}],
    }
    desk = desk_of([action])
    submission = desk.ask("survey", "report/r1").submission
    assert [(one.id, one.parameters, one.input) for one in desk.submissions] == [(submission, {}, {"reason": "rust"})]
    assert carried(desk, desk.submissions[0], *SIGNED).submission.state == "applied"
    assert note(desk) == "rust"
