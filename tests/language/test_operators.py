"""What each operator says: `operators/<word>.yaml` holds, by the type of the left side, verdicts and complaints."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from atelier_cli.language.condition.check import check
from atelier_cli.language.condition.evaluate import evaluate
from atelier_cli.language.condition.subject import Subject
from atelier_cli.language.operators import COMBINATORS, OPERATORS
from atelier_cli.language.operators.protocol import UNKNOWN
from atelier_cli.language.scope import Names, Scope
from atelier_cli.language.types import object_of
from atelier_cli.language.values.slots import Slot
from atelier_cli.language.verdict import Verdict
from tests.support.case_files import load
from tests.support.types import type_of

FOLDER = Path(__file__).parent / "operators"
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
NAMES = Names({"config": object_of({"none": type_of("any or null")})})
SCOPE = Scope({"now": NOW, "today": NOW.date(), "config": {"none": None}}, NAMES)


def rows(part: str) -> list[Any]:
    """Each row of a part of each group: the word, the group and the row, named by file and content."""
    return [
        pytest.param(word, group, row, id=f"{word}-{group['left']}-{row}")
        for word in OPERATORS
        for group in load(FOLDER / f"{word}.yaml")
        for row in group.get(part, ())
    ]


def condition(word: str, sides: list[Any]) -> dict[str, Any]:
    return {"field": "it", "operator": word} | ({"value": sides[0]} if sides else {})


@pytest.mark.parametrize(("word", "group", "row"), rows("verdicts"))
def test_verdict(word: str, group: dict[str, Any], row: list[Any]) -> None:
    left, *sides, wanted = row
    before = {"it": group["before"]} if "before" in group else UNKNOWN
    subject = Subject({"it": left}, object_of({"it": type_of(group["left"]).or_null()}), before)

    found = evaluate(condition(word, sides), SCOPE, subject)

    assert found is {True: Verdict.TRUE, False: Verdict.FALSE}.get(wanted, Verdict.UNEVALUABLE)


@pytest.mark.parametrize(("word", "group", "row"), rows("verdicts"))
def test_that_a_verdict_on_a_written_side_is_no_mistake(word: str, group: dict[str, Any], row: list[Any]) -> None:
    _, *sides, wanted = row
    if wanted == "unevaluable":
        return

    assert check(condition(word, sides), Slot.CRITERION, NAMES, object_of({"it": type_of(group["left"])})) == ()


@pytest.mark.parametrize(("word", "group", "row"), rows("problems"))
def test_problem(word: str, group: dict[str, Any], row: list[Any]) -> None:
    *sides, wanted = row

    problems = check(condition(word, sides), Slot.CRITERION, NAMES, object_of({"it": type_of(group["left"])}))

    assert [problem.message for problem in problems] == [wanted]


COMBINED = [
    pytest.param(word, row, id=f"{word}-{row}") for word in COMBINATORS for row in load(FOLDER / f"{word}.yaml")
]
VERDICTS = {"T": Verdict.TRUE, "F": Verdict.FALSE, "U": Verdict.UNEVALUABLE}


@pytest.mark.parametrize(("word", "row"), COMBINED)
def test_combinator(word: str, row: str) -> None:
    given, wanted = row.split(" -> ")

    found = COMBINATORS[word].combine(VERDICTS[letter] for letter in given.split())

    assert found is VERDICTS[wanted]
