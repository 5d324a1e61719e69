"""What a target must still be, and what a plan is called."""

from datetime import timedelta
from typing import Any

from atelier_cli.actions.digest import Key, etag_of
from atelier_cli.clock import FixedClock
from atelier_cli.ids import TimeOrderedIds
from tests.conftest import NOW
from tests.support.acting import Desk, codes, desk_of

KEY = Key(b"k")
CLOSE: dict[str, Any] = {"give": {"resolution": "repaired", "note": "x"}}


def test_a_change_of_what_the_action_depends_on_is_refused_with_the_fields(any_desk: Desk) -> None:
    """A46"""
    etag = any_desk.preview("close", "report/r1", **CLOSE).etag or ""
    any_desk.set("r1", due_on="2026-12-01", note="y")
    for ask in (any_desk.validate, any_desk.preview, any_desk.ask):
        report = ask("close", "report/r1", if_match={"report/r1": etag}, **CLOSE)
        assert (codes(report), report.status, report.phase) == (["stale_target"], 409, "load")
        assert report.errors[0].fields == ("due_on", "note")


def test_a_change_of_anything_else_is_none(any_desk: Desk) -> None:
    """A46: the title is neither read nor written by it."""
    etag = any_desk.preview("close", "report/r1", **CLOSE).etag or ""
    any_desk.set("r1", title="Deep hole", visits=7)
    assert any_desk.ask("close", "report/r1", if_match={"report/r1": etag}, **CLOSE).outcome == "applied"


def test_a_text_that_is_no_etag_is_called_so(desk: Desk) -> None:
    """A46: what is written as one is stale, whatever it is the etag of."""
    report = desk.ask("close", "report/r1", if_match={"report/r1": "foo"}, **CLOSE)
    assert [(one.code, one.message, one.fields) for one in report.errors] == [
        ("malformed_request", "`foo` is no etag: copy it from a preview", None)
    ]
    other = desk.preview("note", "report/r1", give={"text": "x"}).etag or ""
    assert codes(desk.ask("close", "report/r1", if_match={"report/r1": other}, **CLOSE)) == ["stale_target"]


def test_what_is_followed_counts_too() -> None:
    """A46"""
    config = {"expression": "entity.district.is_open"}
    criteria = [{"criteria_type": "expression", "config": config}]
    desk = desk_of([{"key": "act", "submission_criteria": criteria, "edits": [{"field": "note", "value": "x"}]}])
    etag = desk.preview("act", "report/r1").etag or ""
    desk.set("north", name="Far north")
    assert desk.validate("act", "report/r1", if_match={"report/r1": etag}).ok
    desk.set("north", is_open=False)
    report = desk.validate("act", "report/r1", if_match={"report/r1": etag})
    assert report.errors[0].fields == ("district.is_open",)


def test_another_version_of_the_action_is_another_etag() -> None:
    """A46: then every field may be meant."""
    values = {"note": "x", "status": "open"}
    etag = str(etag_of(KEY, "app/report:note", 1, "r1", values))
    assert etag_of(KEY, "app/report:note", 1, "r1", values).changed(etag) is None
    for other in (
        etag_of(KEY, "app/report:note", 2, "r1", values),
        etag_of(KEY, "app/report:tell", 1, "r1", values),
        etag_of(KEY, "app/report:note", 1, "r2", values),
    ):
        assert other.changed(etag) == ("note", "status")
    assert etag_of(KEY, "app/report:note", 1, "r1", values).changed("nonsense") == ("note", "status")
    assert etag_of(KEY, "app/report:note", 1, "r1", values).changed("größer") == ("note", "status")
    assert etag_of(Key(b"other"), "app/report:note", 1, "r1", values).changed(etag) == ("note", "status")


def test_the_digest_of_a_plan_is_the_same_before_and_after(any_desk: Desk) -> None:
    """A47, A3, A8: new ids are not in it, and a preview takes none."""
    first = any_desk.preview("order", "report/r2", give={"title": "Fix"})
    second = any_desk.preview("order", "report/r2", give={"title": "Fix"})
    applied = any_desk.ask("order", "report/r2", give={"title": "Fix"})
    assert len({one.plan_digest for one in (first, second, applied)}) == 1
    assert first.plan == second.plan
    assert [one["id"] for one in applied.plan["creates"]] == ["new-1", "new-2"]


def test_the_digest_of_a_plan_has_no_instant_in_it(desk: Desk) -> None:
    """A47: neither the one of the run, nor what follows from it."""
    later = Desk(desk.store, FixedClock(NOW + timedelta(minutes=7, microseconds=5)))
    for action, target, given in (("close", "report/r1", CLOSE["give"]), ("order", "report/r2", {"title": "x"})):
        assert (
            desk.preview(action, target, give=given).plan_digest
            == later.preview(action, target, give=given).plan_digest
        )


def test_an_offset_from_the_instant_is_not_in_the_digest_either() -> None:
    """A47"""
    desk = desk_of([{"key": "act", "edits": [{"field": "closed_at", "value": "$now-PT1H"}]}])
    later = Desk(desk.store, FixedClock(NOW + timedelta(minutes=7)))
    assert desk.preview("act", "report/r1").plan_digest == later.preview("act", "report/r1").plan_digest


def test_another_plan_has_another_digest(desk: Desk) -> None:
    """A47"""

    def digest(**given: Any) -> str | None:
        return desk.preview("close", "report/r1", give={**CLOSE["give"], **given}).plan_digest

    assert len({digest(), digest(note="y"), digest(contact="me"), digest(contact="you")}) == 4


def test_an_instant_that_was_given_is_in_the_digest() -> None:
    """A47: it does not follow from the one of the run."""
    parameters = [{"key": "at", "label": "At", "type": "datetime"}]
    desk = desk_of(
        [{"key": "act", "parameters": parameters, "edits": [{"field": "closed_at", "value": "$parameters.at"}]}]
    )
    later = Desk(desk.store, FixedClock(NOW + timedelta(minutes=7)))
    given = {"at": "2026-11-22T08:00:00Z"}
    assert (
        desk.preview("act", "report/r1", give=given).plan_digest
        == later.preview("act", "report/r1", give=given).plan_digest
    )


def test_ids_that_begin_alike_are_told_apart_in_the_digest() -> None:
    """A47: such as the first and the eleventh that a preview shows."""
    creates = [
        {"key": f"n{i}", "entity_type": "work_order", "fields": {"title": "x", "report": "$entity.id"}}
        for i in range(12)
    ]
    last = {"key": "last", "entity_type": "work_order", "fields": {"title": "$created.n11.id", "report": "$entity.id"}}
    desk = Desk(desk_of([{"key": "act", "creates": [*creates, last]}]).store, ids=TimeOrderedIds())
    assert desk.preview("act", "report/r1").plan_digest == desk.ask("act", "report/r1").plan_digest
