"""What a form asks, one question after the other, and which values it offers."""

from typing import Any

import pytest

from atelier_cli.actions.request import Claim, Request
from atelier_cli.operations.action_form import Filled, filled, form_of
from atelier_cli.store.memory import MemoryStore
from tests.support.acting import Desk, open_desk


@pytest.fixture(scope="module")
def desk() -> Desk:
    """A desk of reports, which no test changes."""
    return open_desk(MemoryStore())


def form(desk: Desk, action: str, target: str | None = None, by: str = "ana", **given: Any) -> Filled:
    targets = () if target is None else (target,)
    return filled(desk.engine, "lisbon", Request("apply", action, Claim(by), targets, given))


def asked(found: Filled) -> str | None:
    return None if found.question is None else found.question.parameter.key


def test_what_must_be_given_is_asked_and_nothing_else(desk: Desk) -> None:
    assert asked(form(desk, "close", "report/r1")) == "resolution"
    assert asked(form(desk, "close", "report/r1", resolution="repaired")) is None
    assert asked(form(desk, "close", "report/r1", resolution="eaten")) is None


def test_the_values_to_choose_from_are_offered(desk: Desk) -> None:
    question = form(desk, "close", "report/r1").question
    assert question is not None
    assert [one.value for one in question.choices] == ["repaired", "duplicate"]


def test_what_is_asked_may_depend_on_what_was_answered(desk: Desk) -> None:
    """The original of a duplicate is shown, and asked, only for one; every report is offered."""
    found = form(desk, "close", "report/r1", resolution="duplicate")
    assert asked(found) == "original"
    assert found.question is not None
    offered = {one.value: one.label for one in found.question.choices}
    assert offered["p1"] == desk.entity("p1").properties["title"]
    assert asked(form(desk, "close", "report/r1", resolution="duplicate", original="p1")) is None


def test_defaults_are_among_the_values(desk: Desk) -> None:
    assert form(desk, "visit", "report/r1").values["times"] == 1


def test_there_is_no_form_for_who_may_not_or_of_what_is_not_there(desk: Desk) -> None:
    assert form(desk, "close", "report/r99") == Filled()
    assert form(desk, "close", "report/r1", by="nobody") == Filled()
    assert form_of(desk.engine, "lisbon", Request("apply", "close", Claim("ada"))) is None
    assert form_of(desk.engine, "lisbon", Request("apply", "", Claim("ana"))) is None


def test_asking_changes_nothing(desk: Desk) -> None:
    before = desk.records()
    form(desk, "close", "report/r1")
    assert desk.records() == before
