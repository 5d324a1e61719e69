"""Conditions: what is wrong with them, and what they say."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from atelier_cli.language.condition.check import check
from atelier_cli.language.condition.evaluate import evaluate
from atelier_cli.language.condition.subject import Subject
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.operators.protocol import UNKNOWN
from atelier_cli.language.scope import Names, Scope
from atelier_cli.language.types import Type
from atelier_cli.language.values.slots import Slot
from tests.support.case_files import load
from tests.support.problems import told
from tests.support.types import type_of

FOLDER = Path(__file__).parent / "condition"
REPORT = Type("entity", entity_type="report")
ENTITIES = {
    "report": {
        "status": type_of("enum(open, closed)"),
        "crew": type_of("crew"),
        "due_on": type_of("date"),
        "place": type_of("geo_point"),
        "amount": type_of("money"),
        "reporter": type_of("user"),
    },
    "crew": {"name": type_of("string"), "lead": type_of("user")},
    "user": {"email": type_of("email")},
}
NAMES = Names(
    {
        "entity": REPORT,
        "parameters": type_of({"count": "integer", "status": "enum(open, closed)", "names": "list of string"}),
        "created": type_of({"tag": "tag"}),
    },
    ENTITIES.get,
)
RECORD = {"id": "r1", "status": "open", "crew": {"id": "c1", "name": "North", "lead": "u1"}, "due_on": "2026-11-20"}
SCOPE = Scope(
    {
        "entity": RECORD,
        "parameters": {"count": 3, "status": "closed"},
        "now": datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
        "today": "2026-11-22",
    },
    NAMES,
)


@pytest.mark.parametrize(
    ("instant", "verdict"),
    [
        ({"now": "2026-11-22T09:30:00Z"}, "true"),
        ({"today": "2026-11-22"}, "true"),
        ({"now": "2026-11-22T09:30:00Z", "today": "2026-11-23"}, "false"),  # the day of the run is what it is told
        ({}, "unevaluable"),
    ],
)
def test_that_the_day_is_that_of_the_run(instant: dict[str, str], verdict: str) -> None:
    condition = {"left": "2008-11-23", "operator": "age_between", "value": [0, 17]}

    assert evaluate(condition, Scope(instant)).value == verdict


@pytest.mark.parametrize("case", load(FOLDER / "problems.yaml"), ids=lambda case: str(case["condition"]))
def test_problems(case: dict[str, Any]) -> None:
    problems = check(case["condition"], Slot.CRITERION, NAMES, REPORT)

    assert [told(problem) for problem in problems] == case.get("problems", [])


@pytest.mark.parametrize(
    "case",
    load(FOLDER / "verdicts.yaml"),
    ids=lambda case: f"{case['condition']}-{case.get('before')}",
)
def test_verdict(case: dict[str, Any]) -> None:
    subject = Subject(RECORD, REPORT, case.get("before", UNKNOWN))

    if "fails" in case:
        with pytest.raises(EvaluationError) as refusal:
            evaluate(case["condition"], SCOPE, subject)
        assert refusal.value.message == case["fails"]
    else:
        assert evaluate(case["condition"], SCOPE, subject).value == case["verdict"]
