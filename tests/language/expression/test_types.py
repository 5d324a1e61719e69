"""The type of expressions, and what is wrong with those that have none: `types.yaml` holds both."""

from pathlib import Path
from time import process_time
from typing import Any

import pytest

from atelier_cli.diagnostics import Severity
from atelier_cli.language.expression.check import check, check_readable, typed
from atelier_cli.language.expression.limits import MAX_TEXT
from atelier_cli.language.expression.problems import KINDS
from atelier_cli.language.scope import Names
from atelier_cli.language.types import ANY, BOOLEAN, Type
from tests.support.case_files import load
from tests.support.problems import told
from tests.support.types import type_of

FILE = load(Path(__file__).with_name("types.yaml"))
MEMBERS = {
    code: {name: type_of(type) for name, type in fields.items()} for code, fields in FILE["entity_types"].items()
}
NAMES = Names({root: type_of(type) for root, type in FILE["roots"].items()}, MEMBERS.get)
CASES = FILE["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_type_and_problems(case: dict[str, Any]) -> None:
    found, problems = typed(case["text"], NAMES, type_of(case.get("as", "any")))

    assert [told(problem) for problem in problems] == case.get("problems", [])
    assert f"{found}{' or null' if found.nullable else ''}" == case.get("type", "any")
    for problem in problems:
        assert problem.severity is KINDS.get(problem.rule, Severity.ERROR)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_that_nothing_is_reported_where_nothing_is_known(case: dict[str, Any]) -> None:
    nothing_known = Names(dict.fromkeys(NAMES.roots, ANY))
    reported = {problem.rule for problem in check(case["text"], nothing_known)}
    said = {told(problem).partition("]")[0][1:] for problem in check(case["text"], NAMES)}

    assert reported <= said


def test_that_a_text_is_judged_once_for_the_same_names() -> None:
    asked: list[str] = []

    def members(code: str) -> dict[str, Type] | None:
        asked.append(code)
        return MEMBERS.get(code)

    names = Names(NAMES.roots, members)
    first = typed("entity.titel == ''", names)

    assert asked
    asked.clear()
    assert typed("entity.titel == ''", names)[1] == first[1]
    assert check("entity.titel == ''", names, BOOLEAN) == first[1]
    assert asked == []


@pytest.mark.parametrize(
    ("first", "next"),
    [
        ("input.ratio > 1", " || input.ratio > 1"),
        ("has(input.note)", " && has(input.note)"),
        ("input.ratio + 1", " || input.ratio + 1"),
        ("[1", ", 1"),
        ("(1", " + 1"),
    ],
)
def test_that_the_longest_text_is_judged_at_once(first: str, next: str) -> None:  # noqa: A002  # the next one
    closing = {"[": "]", "(": ")"}.get(first[0], "")
    text = first + next * ((MAX_TEXT - len(first) - 1) // len(next)) + closing
    started = process_time()

    check(text, Names(NAMES.roots))

    assert process_time() - started < 2


def test_that_only_what_cannot_be_evaluated_keeps_a_stored_expression_from_running() -> None:
    assert check_readable("context.a + 'x' > 1 && 'a' < 1", ["context"]) == ()
    assert [one.rule for one in check_readable("contxt.a && sze(1)", ["context"])] == [
        "unknown-name",
        "unknown-function",
    ]
    assert [one.rule for one in check_readable("has(context)", ["context"])] == ["wrong-argument"]


def rules(text: str) -> list[str]:
    return [problem.rule for problem in check_readable(text, ["context"])]


def test_that_only_a_null_is_a_warning() -> None:
    assert {kind for kind, severity in KINDS.items() if severity is not Severity.ERROR} == {"nullable-operand"}
