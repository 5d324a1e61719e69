"""Actions of the tenant in its flows: a dry run shows the real plan, and writes nothing."""

from typing import Any

import pytest

from atelier_cli.flows.report import DryRun
from atelier_cli.flows.world import Fixtures
from atelier_cli.operations.run_flow import Request, dry_run_flow
from atelier_cli.rows.audit import EditEvent
from atelier_cli.rows.entity import Entity
from tests.support.acting import Desk, desk_of

FILE = {
    "key": "file",
    "label": "File",
    "target_model": "report",
    "permissions_policy": {"view": ["clerk"], "apply": ["clerk"]},
    "parameters": [
        {"key": "title", "label": "Title", "type": "string", "required": True, "constraints": {"min_length": 3}}
    ],
    "creates": [{"key": "filed", "entity_type": "report", "fields": {"title": "$parameters.title", "status": "open"}}],
}
FLOW = {
    "key": "filing",
    "label": "Filing",
    "input": {"type": "object", "required": ["title"], "properties": {"title": {"type": "string"}}},
    "steps": [
        {
            "id": "file",
            "kind": "product_action",
            "with": {"product": "atelier", "action": "file", "payload": {"title": "$input.title"}},
        },
        {
            "id": "filed",
            "kind": "gate",
            "with": {"expression": "context.filed.id != ''", "onPass": "end", "onFail": "halt"},
        },
    ],
}


@pytest.fixture
def desk() -> Desk:
    return desk_of([FILE], sheet={"flows": [FLOW]})


def run(desk: Desk, initiator: str, title: str = "Hole") -> DryRun:
    request = Request("lisbon", "filing", f'{{"title": "{title}"}}', initiator=initiator)
    return dry_run_flow(desk.store, Fixtures(), request, desk.clock)


def lines(report: DryRun) -> list[Any]:
    return [(step.step, step.proves, step.route) for step in report.steps]


def test_a_person_sees_the_plan_of_each_action(desk: Desk) -> None:
    before = desk.all(Entity)
    report = run(desk, "ana")
    assert lines(report) == [("file", "previewed", "filed"), ("filed", "evaluated", "end")]
    assert (desk.all(Entity), desk.all(EditEvent)) == (before, [])


def test_what_the_action_would_refuse_fails_the_step(desk: Desk) -> None:
    report = run(desk, "ana", "No")
    assert report.fault is not None
    assert (report.fault["step"], report.fault["code"]) == ("file", "constraint_min_length")


def test_whoever_may_not_apply_it_is_refused(desk: Desk) -> None:
    report = run(desk, "cid")
    assert report.fault is not None
    assert report.fault["code"] == "not_found"


def test_for_nobody_in_particular_it_is_only_looked_at(desk: Desk) -> None:
    assert run(desk, "you").steps[0].proves == "checked"
