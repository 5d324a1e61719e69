"""Expressions from their text: what they give, and what is wrong with them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from atelier_cli.language.expression.check import check
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.expression.evaluate import evaluate, holds, operands
from atelier_cli.language.scope import Names, Scope
from tests.support.case_files import load
from tests.support.problems import told
from tests.support.types import type_of

HERE = Path(__file__).parent
MEMBERS = {"report": {"reporter": type_of("user")}, "user": {"email": type_of("email")}}
SCOPE = Scope(
    {
        "context": {"score": 0.8, "tags": ["a", "b"], "draft": {"text": "Hi"}},
        "input": {"amount": 3, "due": "2026-12-01", "note": None},
        "entity": {"id": "r1", "reporter": {"id": "u1", "email": None}},
        "now": "2026-11-22T09:30:00Z",
    },
    Names(
        {
            "input": type_of({"amount": "integer", "due": "date", "note": "string"}),
            "entity": type_of("report"),
            "now": type_of("datetime"),
        },
        MEMBERS.get,
    ),
)
ROOTS = replace(SCOPE.names, roots={**SCOPE.names.roots, "context": type_of("any")})


@pytest.mark.parametrize("case", load(HERE / "evaluation.yaml"), ids=lambda case: case["text"])
def test_evaluation(case: dict[str, Any]) -> None:
    if "fails" in case:
        with pytest.raises(EvaluationError) as refusal:
            evaluate(case["text"], SCOPE)
        assert refusal.value.message == case["fails"]
        assert refusal.value.span is not None
        return

    found = evaluate(case["text"], SCOPE, type_of(case.get("as", "any")))

    assert (type(found), found) == (type(case["gives"]), case["gives"])


@pytest.mark.parametrize("case", load(HERE / "problems.yaml"), ids=lambda case: case["text"])
def test_problems(case: dict[str, Any]) -> None:
    assert [told(problem) for problem in check(case["text"], ROOTS)] == case.get("problems", [])


def test_that_a_gate_is_true_or_false_and_nothing_else() -> None:
    assert holds("context.score > 0.5", SCOPE) is True
    assert holds("context.score > 0.9", SCOPE) is False
    with pytest.raises(EvaluationError, match="expected true or false, found double"):
        holds("context.score", SCOPE)


def test_that_operands_are_what_was_read_and_there() -> None:
    text = "context.score > 0.5 && has(context.other) && context.other == input.due"

    assert operands(text, SCOPE) == {"context.score": 0.8, "input.due": "2026-12-01"}


def test_that_a_hostile_expression_ends() -> None:
    many = "[1,2,3,4,5,6,7,8,9,10]"
    nested = "1"
    for variable in "abcdefgh":
        nested = f"{many}.map({variable}, {nested})"

    with pytest.raises(EvaluationError, match="takes more than"):
        evaluate(nested, SCOPE)
    with pytest.raises(EvaluationError, match="nested too deeply"):
        evaluate("(" * 5000 + "1" + ")" * 5000, SCOPE)
    with pytest.raises(EvaluationError, match="at most 16384 fit"):
        evaluate("1+" * 10_000 + "1", SCOPE)
