"""Dry runs by case files: `cases/<case>.yaml` holds a flow, what it may call, and what each of its runs does.

`steps` has a line for each visit of a step: its name (`name#2` from the second visit on), what it proves, and where the
flow goes on. What else `expect` names must be so in the report.
"""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from atelier_cli.errors import AtelierError
from atelier_cli.flows.assumptions import parse
from atelier_cli.flows.dry_run import Start, dry_run
from atelier_cli.flows.report import DryRun, StepReport
from atelier_cli.flows.world import Called, Fixtures, World
from atelier_cli.language.steps.protocol import Answered, Unanswered
from tests.support.case_files import load, stems
from tests.support.flows import definition, lowered, municipality

CASES = Path(__file__).parent / "cases"
FIXTURES = load(Path("sheets/municipality/fixtures/fixtures.yaml"))["fixtures"]
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
RUNS = [
    pytest.param(stem, run, id=f"{stem}-{run['name']}")
    for stem in stems(CASES)
    for run in load(CASES / f"{stem}.yaml")["runs"]
]


def run_case(case: dict[str, Any], run: dict[str, Any]) -> DryRun:
    fixtures = case.get("fixtures", {})
    if case.get("template") == "municipality":
        rows, fixtures = municipality(), FIXTURES
    else:
        rows = lowered(case["sheet"], case.get("vocabulary", {}))
    flow = definition(rows, case.get("flow"))
    assumed = parse(flow, run.get("assume", ()), read=lambda name: case["files"][name])
    call = partial(called, run["calls"]) if "calls" in run else None
    world = World(Fixtures(**fixtures), assumed, call, invents=run.get("invents", True))
    start = Start("lisbon", "run-1", "org-1", run.get("initiator", "ana"), NOW, run.get("input"))
    return dry_run(flow, start, world, most_visits=3)


def called(answers: dict[str, Any], action: str, _payload: Any, _key: str) -> Called:
    """What an action of the tenant answers to a case: what it says of the action, or that it is refused."""
    said = answers[action]
    if "refused" in said:
        return Called(Unanswered(said["refused"], "it may not be"), "previewed")
    return Called(Answered(said), "applied")


def line(step: StepReport) -> str:
    visit = f"#{step.visit}" if step.visit > 1 else ""
    return f"{step.step or 'trigger'}{visit}: {step.proves} -> {step.route or 'stays'}"


def told(report: DryRun) -> dict[str, Any]:
    """The report as the cases name its parts."""
    steps = [step for step in (report.trigger, *report.steps) if step is not None]
    return {
        "status": report.status,
        "reason": report.status_reason,
        "fault": None if report.fault is None else f"{report.fault['step']}: {report.fault['code']}",
        "message": None if report.fault is None else report.fault["message"],
        "stopped": report.stopped,
        "findings": [f"{one.where}: {one.message}" for one in report.findings],
        "input": report.input,
        "input_from": report.input_from,
        "context": dict(report.context),
        "ended_at": report.ended_at,
        "steps": [line(step) for step in steps],
        "summaries": {step.step or "trigger": step.summary for step in steps},
        "details": {step.step or "trigger": dict(step.detail) for step in steps},
    }


@pytest.mark.parametrize(("stem", "run"), RUNS)
def test_case(stem: str, run: dict[str, Any]) -> None:
    case = load(CASES / f"{stem}.yaml")

    if "error" in run:
        with pytest.raises(AtelierError) as caught:
            run_case(case, run)
        assert f"{caught.value.message}: {caught.value.remedy}" == run["error"]
        return
    found = told(run_case(case, run))

    for name, wanted in run["expect"].items():
        assert _of(found[name], wanted) == wanted, f"{name}: {found}"


def _of(found: Any, wanted: Any) -> Any:
    """What of `found` the case speaks of: of a mapping the members it names, at any depth."""
    if isinstance(found, dict) and isinstance(wanted, dict):
        return {name: _of(found.get(name), member) for name, member in wanted.items()}
    return found


@pytest.mark.parametrize(("stem", "run"), RUNS)
def test_that_a_case_runs_the_same_twice(stem: str, run: dict[str, Any]) -> None:
    case = load(CASES / f"{stem}.yaml")
    if "error" not in run:
        assert run_case(case, run) == run_case(case, run)
