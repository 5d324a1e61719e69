"""Actions on many targets."""

from dataclasses import replace

from atelier_cli.rows.audit import EditEvent
from tests.support.acting import Desk, codes, places

CLOSED, MIXED = ("report/r3", "report/r4"), ("report/r3", "report/r1", "report/r4")


def outcomes(report: object) -> list[tuple[str | None, list[str]]]:
    return [(one.outcome, codes(one)) for one in report.items or ()]  # type: ignore[attr-defined]  # a report


def test_the_items_are_in_the_order_of_the_targets(any_desk: Desk) -> None:
    """A41"""
    for targets in (CLOSED, CLOSED[::-1]):
        report = any_desk.preview("sweep", targets)
        assert [one.target for one in report.items or ()] == list(targets)
        assert [one.plan["edits"][0]["after"] for one in report.items or ()] == ["archived", "archived"]


def test_how_many_targets_there_may_be(desk: Desk) -> None:
    """A41"""
    assert places(desk.ask("sweep")) == [("missing_target", "/targets")]
    assert places(desk.ask("sweep", ("report/r3", "report/r4", "report/r3"))) == [("duplicate_target", "/targets/2")]
    assert places(desk.ask("sweep", ("report/p1", "pothole/p1"))) == [("duplicate_target", "/targets/1")]
    assert desk.ask("sweep", ("report/p1", "pothole/p1")).errors[0].message == "`pothole/p1` is target 1 already"
    five = tuple(f"report/r{number}" for number in range(5))
    assert places(desk.ask("sweep", five)) == [("too_many_targets", "/targets/4")]


def test_atomic_is_all_or_none(any_desk: Desk) -> None:
    """A42, A59, A63"""
    before = any_desk.records(EditEvent)
    report = any_desk.ask("archive", MIXED)
    assert outcomes(report) == [
        ("rejected", ["not_applied"]),
        ("rejected", ["gate_failed"]),
        ("rejected", ["not_applied"]),
    ]
    assert (report.ok, report.outcome, report.status) == (False, "rejected", 422)
    assert any_desk.records(EditEvent) == before
    assert any_desk.ask("archive", CLOSED).outcome == "applied"
    assert [any_desk.entity(id_).state for id_ in ("r3", "r4")] == ["archived", "archived"]


def test_each_item_stands_by_itself(any_desk: Desk) -> None:
    """A43"""
    report = any_desk.ask("sweep", MIXED)
    assert outcomes(report) == [("applied", []), ("rejected", ["gate_failed"]), ("applied", [])]
    assert (report.ok, report.outcome, report.status) == (False, "applied", 207)
    assert places(report) == [("items_partly_refused", "/items/1")]
    assert [any_desk.entity(id_).state for id_ in ("r3", "r1", "r4")] == ["archived", "open", "archived"]


def test_nothing_is_done_behind_the_first_refusal(any_desk: Desk) -> None:
    """A44: what is behind it is judged all the same."""
    report = any_desk.ask("walk", (*MIXED, "report/r2"))
    assert outcomes(report) == [
        ("applied", []),
        ("rejected", ["gate_failed"]),
        ("rejected", ["not_applied"]),
        ("rejected", ["gate_failed"]),
    ]
    assert [any_desk.entity(id_).state for id_ in ("r3", "r1", "r4")] == ["archived", "open", "closed"]


def test_all_exits_say_the_same_of_each_item(desk: Desk) -> None:
    """A2, A41"""
    for action in ("archive", "sweep", "walk"):
        validated, previewed = (ask(action, MIXED) for ask in (desk.validate, desk.preview))
        applied = desk.ask(action, MIXED)
        assert [codes(one) for one in validated.items or ()] == [codes(one) for one in applied.items or ()]
        assert [codes(one) for one in previewed.items or ()] == [codes(one) for one in applied.items or ()]
        assert codes(validated) == codes(previewed) == codes(applied)
        for id_ in ("r3", "r4"):
            desk.set(id_, status="closed")


def test_a_bulk_has_an_audit_row_and_one_for_each_item(any_desk: Desk) -> None:
    """A59"""
    any_desk.ask("sweep", MIXED)
    whole = next(one for one in any_desk.events if one.parent_id is None)
    items = [one for one in any_desk.events if one.parent_id is not None]
    assert (whole.outcome, whole.entity_id, {one.parent_id for one in items}) == ("applied", None, {whole.id})
    assert {(one.entity_id, one.outcome) for one in items} == {("r3", "applied"), ("r1", "rejected"), ("r4", "applied")}


def test_a_bulk_is_answered_again_to_its_key(any_desk: Desk) -> None:
    """A48"""
    first = any_desk.ask("sweep", MIXED, idempotency_key="k")
    again = any_desk.ask("sweep", MIXED, idempotency_key="k")
    assert again.replayed
    assert again.to_json() == {**first.to_json(), "replayed": True}
    assert len(any_desk.events) == 4


def test_an_item_must_be_what_its_caller_saw(any_desk: Desk) -> None:
    """A46"""
    seen = {one.target: one.etag for one in any_desk.preview("sweep", CLOSED).items or ()}
    any_desk.set("r4", status="archived")
    report = any_desk.ask("sweep", CLOSED, if_match=seen)
    assert outcomes(report) == [("applied", []), ("rejected", ["stale_target"])]


def test_how_far_it_is_is_told(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    desk.engine = replace(desk.engine, progress=lambda done, total: told.append((done, total)))
    desk.preview("sweep", MIXED)
    assert told == [(0, 3), (1, 3), (2, 3)]
