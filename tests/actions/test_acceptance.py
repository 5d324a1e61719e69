"""Actions of the kind `async`: accepted now, applied later."""

from atelier_cli.rows.entity import Entity
from tests.support.acting import Desk, after, codes


def test_an_accepted_action_changes_nothing_yet(any_desk: Desk) -> None:
    """A45"""
    before = any_desk.all(Entity)
    report = any_desk.ask("inspect", "report/r1", give={"reason": "rust"})
    assert (report.ok, report.outcome, report.status, report.phase) == (True, "accepted", 202, "accept")
    assert any_desk.all(Entity) == before
    (submission,) = any_desk.submissions
    assert (submission.state, submission.entity_id, submission.parameters) == ("accepted", "r1", {"reason": "rust"})
    assert report.submission == submission.id
    assert submission.carrier == "https://inspections.example.org/start"
    start, told = any_desk.outbox
    assert (start.kind, start.payload) == ("submission", {"submission": submission.id})
    assert (told.kind, told.type) == ("cloudevent", "atelier.action.accepted")
    (event,) = any_desk.events
    assert (event.outcome, event.submission_id, event.changes) == ("accepted", submission.id, [])


def test_its_gates_are_judged_at_acceptance(any_desk: Desk) -> None:
    """A45"""
    report = any_desk.ask("inspect", "report/r3", give={"reason": "rust"})
    assert (codes(report), report.phase) == (["gate_failed"], "gates")
    assert (any_desk.submissions, any_desk.outbox) == ([], [])


def test_its_preview_shows_what_will_be_applied(desk: Desk) -> None:
    """A45"""
    assert after(desk.preview("inspect", "report/r1", give={"reason": "rust"})) == {"note": "rust"}


def test_it_is_accepted_once_for_a_key(any_desk: Desk) -> None:
    """A48"""
    first = any_desk.ask("inspect", "report/r1", give={"reason": "rust"}, idempotency_key="k")
    again = any_desk.ask("inspect", "report/r1", give={"reason": "rust"}, idempotency_key="k")
    assert (first.outcome, again.replayed, again.status) == ("accepted", True, 202)
    assert first.submission == again.submission == any_desk.submissions[0].id
    assert len(any_desk.submissions) == 1
