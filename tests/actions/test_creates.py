"""In which state what an action creates begins."""

from typing import Any

import pytest

from tests.support.acting import codes, desk_of


def create(status: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    fields = {"title": "Filed before", "status": status}
    made = {"key": "made", "entity_type": "report", "fields": fields}
    return {"key": "act", "parameters": list(parameters), "creates": [made]}


STATUS = {"key": "status", "label": "Status", "type": "string"}


def test_a_create_may_say_the_state_itself() -> None:
    """A31"""
    report = desk_of([create("archived")]).ask("act")
    assert (report.outcome, report.plan["creates"][0]["fields"]["status"]) == ("applied", "archived")


@pytest.mark.parametrize(("status", "outcome"), [("open", "applied"), ("archived", "rejected")])
def test_a_caller_may_not_say_another_than_the_initial(status: str, outcome: str) -> None:
    """A31"""
    report = desk_of([create("$parameters.status", STATUS)]).ask("act", give={"status": status})
    assert report.outcome == outcome
    assert codes(report) == ([] if outcome == "applied" else ["illegal_move"])
