"""Requests that come twice."""

import pytest

from atelier_cli.rows.audit import EditEvent
from tests.support.acting import Desk, codes

NOTE = {"give": {"text": "x"}, "idempotency_key": "k"}


def test_the_same_request_gets_the_same_answer(any_desk: Desk) -> None:
    """A48, A59: nothing is done twice, and there is no audit row for saying it again."""
    first = any_desk.ask("note", "report/r1", **NOTE)
    before = any_desk.records()
    again = any_desk.ask("app/report:note", "report/r1", **NOTE)
    assert (first.replayed, again.replayed, again.status) == (False, True, 200)
    assert again.to_json() == {**first.to_json(), "replayed": True}
    assert any_desk.records() == before


@pytest.mark.parametrize(
    "other",
    [
        {"give": {"text": "y"}},
        {"target": "report/r2"},
        {"placement": "noting"},
        {"source_id": "p"},
    ],
)
def test_another_request_with_the_key_is_refused(other: dict[str, object], desk: Desk) -> None:
    """A49"""
    desk.ask("note", "report/r1", **NOTE)
    before = desk.records(EditEvent)
    report = desk.ask("note", **{"target": "report/r1", **NOTE, **other})
    assert (codes(report), report.status) == (["idempotency_conflict"], 409)
    assert desk.records(EditEvent) == before


def test_a_key_belongs_to_its_caller_and_its_action(desk: Desk) -> None:
    """A48"""
    assert desk.ask("note", "report/r1", **NOTE).outcome == "applied"
    assert not desk.ask("note", "report/r1", by="ben", **NOTE).replayed
    assert not desk.ask("tell", "report/r1", **NOTE).replayed


def test_a_refusal_is_not_stored(any_desk: Desk) -> None:
    """A50"""
    close = {"give": {"resolution": "repaired", "note": "x"}, "idempotency_key": "k"}
    any_desk.set("r1", status="closed")
    assert codes(any_desk.ask("close", "report/r1", **close)) == ["gate_failed"]
    assert any_desk.replies == []
    any_desk.set("r1", status="open")
    assert any_desk.ask("close", "report/r1", **close).outcome == "applied"


def test_what_changed_nothing_is_stored_too(desk: Desk) -> None:
    """A48, A35"""
    desk.ask("note", "report/r3", give={"text": "felled"}, idempotency_key="k")
    assert desk.ask("note", "report/r3", give={"text": "felled"}, idempotency_key="k").replayed


def test_a_caller_who_may_no_more_is_refused_before(desk: Desk) -> None:
    """A1, A13: who may comes before what was answered."""
    said = {"give": {"text": "x"}, "idempotency_key": "k"}
    assert desk.ask("note", "report/r1", by="zoe:clerk", **said).ok
    assert codes(desk.ask("note", "report/r1", by="zoe", **said)) == ["not_found"]


@pytest.mark.parametrize("until", ["validate", "preview"])
def test_only_an_apply_is_repeated(until: str, desk: Desk) -> None:
    """A8, A48"""
    assert not desk.ask("note", "report/r1", until=until, **NOTE).replayed
    assert not desk.ask("note", "report/r1", until=until, **NOTE).replayed
    assert desk.replies == []
