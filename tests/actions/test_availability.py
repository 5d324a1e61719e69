"""What a caller may do with a target, and why not: the same answer as a submission gives."""

from typing import Any

import pytest

from atelier_cli.actions.availability import Available
from atelier_cli.actions.request import ANONYMOUS, Claim
from atelier_cli.errors import NoInputError, RefusedError, UsageError
from atelier_cli.operations.list_actions import list_actions
from tests.support.acting import Desk, desk_of

GIVEN: dict[str, Any] = {
    "close": {"resolution": "repaired", "note": "x"},
    "note": {"text": "x"},
    "order": {"title": "x"},
    "log": {"title": "x"},
    "tell": {"text": "x"},
    "inspect": {"reason": "x"},
}


def listed(desk: Desk, by: str | None = "ana", target: str | None = None) -> dict[str, Available]:
    claim = ANONYMOUS if by is None else Claim(by)
    return {one.code.partition(":")[2]: one for one in list_actions(desk.engine, "lisbon", claim, target)}


@pytest.mark.parametrize("target", ["report/r1", "report/r2", "report/r3", "pothole/p1"])
@pytest.mark.parametrize("by", ["ana", "ben", "dora", "cid", "ada", "zoe"])
def test_what_is_available_is_what_a_submission_takes(by: str, target: str, desk: Desk) -> None:
    """A14: what is seen and what is allowed, by every caller, of every action."""
    found = listed(desk, by, target)
    for key in (
        "close",
        "note",
        "visit",
        "order",
        "log",
        "archive",
        "sweep",
        "walk",
        "inspect",
        "reopen",
        "tell",
        "nobody",
    ):
        report = desk.preview(key, target, by=by, give=GIVEN.get(key, {}))
        assert (key in found) is (report.status != 404), key
        if key in found and report.phase != "plan":
            assert found[key].allowed is report.ok, key


def test_gates_that_read_parameters_are_pending(any_desk: Desk) -> None:
    """A14"""
    close = listed(any_desk, "ana", "report/r1")["close"]
    assert {one.key: one.result for one in close.criteria} == {
        "still-open": "valid",
        "four-eyes": "valid",
        "note-if-repaired": "pending",
    }
    assert close.allowed
    refused = listed(any_desk, "ana", "report/r2")["close"]
    assert ([one.message for one in refused.errors], refused.allowed) == (["The reporter may not close."], False)
    assert refused.placements == (
        "app/desk-close",
        "app/portal-close",
        "app/website-close",
        "app/supplier-close",
        "app/drafted-close",
    )


def test_who_may_see_and_not_apply_is_told_so(desk: Desk) -> None:
    """A13, A14"""
    found = listed(desk, "ada", "report/r1")
    assert [(key, one.allowed, [error.code for error in one.errors]) for key, one in found.items()] == [
        ("close", False, ["forbidden"])
    ]


def test_only_actions_on_the_type_are_listed(desk: Desk) -> None:
    """A14"""
    assert listed(desk, "ana", "district/north") == {}
    assert "close" in listed(desk, "ana", "pothole/p1")


def test_without_a_target_the_gates_on_it_are_pending(desk: Desk) -> None:
    """A14"""
    found = listed(desk, "ana")
    assert {one.result for one in found["close"].criteria} == {"pending"}
    assert found["log"].allowed
    assert (found["close"].allowed, [one.code for one in found["close"].errors]) == (False, ["missing_target"])
    for key, one in found.items():
        wanted = [error.code for error in desk.validate(key, (), give=GIVEN.get(key, {})).errors]
        assert ("missing_target" in wanted) is ("missing_target" in [error.code for error in one.errors]), key


def test_somebody_anonymous_is_told_of_what_open_placements_offer(desk: Desk) -> None:
    """A17"""
    found = list_actions(desk.engine, "lisbon", ANONYMOUS, "report/r1")
    assert sorted(one.code for one in found) == ["app/report:close", "app/report:log"]
    assert listed(desk_of([{"key": "act", "edits": [{"field": "note", "value": "x"}]}]), None) == {}


def test_what_somebody_anonymous_may_only_look_at_is_not_allowed() -> None:
    """A14, A17"""

    def found(*surfaces: str, target: str | None = "report/r1") -> Available:
        action = {
            "key": "act",
            "edits": [{"field": "note", "value": "x"}],
            "permissions_policy": {"view": ["citizen"], "apply": ["citizen"]},
            "placements": [{"key": f"on-{one}", "surface": one} for one in surfaces],
        }
        return listed(desk_of([action]), None, target)["act"]

    portal = found("portal")
    assert (portal.allowed, [one.code for one in portal.errors]) == (False, ["wrong_audience"])
    assert found("portal", "website").allowed
    assert found("website", "portal").allowed
    assert [one.code for one in found("portal", "website", target=None).errors] == ["missing_target"]


def test_what_a_gate_asks_is_for_those_who_may_edit(desk: Desk) -> None:
    """A29"""
    assert listed(desk, "ana", "report/r1")["close"].criteria[0].config is None
    assert listed(desk, "dora", "report/r1")["close"].criteria[0].config is not None


def test_a_definition_that_is_invalid_is_not_allowed() -> None:
    """A10, A14"""
    desk = desk_of([{"key": "act", "edits": [{"field": "nothing", "value": "x"}]}])
    (only,) = listed(desk, "ana", "report/r1").values()
    assert (only.allowed, {one.code for one in only.errors}) == (False, {"invalid_definition"})


def test_a_listing_for_nobody_or_nothing_is_refused(desk: Desk) -> None:
    """A20, A40"""
    with pytest.raises(RefusedError):
        list_actions(desk.engine, "lisbon", Claim("nobody"))
    with pytest.raises(NoInputError):
        list_actions(desk.engine, "lisbon", Claim("ana"), "report/none")
    with pytest.raises(UsageError):
        list_actions(desk.engine, "lisbon", Claim("ana"), "report")
