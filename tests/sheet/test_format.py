"""Formatting: what is written for what, that nothing is lost, and that a second time changes nothing."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atelier_cli.sheet import format as formatting
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.emit import emit
from atelier_cli.sheet.format import Formatted, format_document, laid_out
from atelier_cli.sheet.reader import read
from tests.support.golden import check
from tests.support.sheets import Drawn, projects

CASES = sorted(Path(__file__).with_name("format").iterdir())
ROOT = Path(__file__).parents[2]
OWN = sorted(file for name in ("sheets", "provisioning", "examples") for file in ROOT.joinpath(name).rglob("*.yaml"))
CONFORMANCE = os.environ.get("ATELIER_CONFORMANCE_DIR", "")


def document(text: str) -> Document:
    return read(text.encode(), "x.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_sheet_is_formatted_so(case: Path, request: pytest.FixtureRequest) -> None:
    formatted = format_document(document(case.joinpath("before.yaml").read_bytes().decode()))
    assert formatted.refusal == ""
    check(request, case / "after.yaml", formatted.text)


@pytest.mark.parametrize(
    "file", [*(case / "after.yaml" for case in CASES), *OWN], ids=lambda file: "/".join(file.parts[-2:])
)
def test_what_is_formatted_stays_as_it_is(file: Path) -> None:
    text = file.read_bytes().decode()
    assert format_document(document(text)).text == text


def _in_styles(data: Any, random: Random) -> str:
    """The data as YAML, in one of the ways in which programs and people write it."""
    written: list[Callable[[], str]] = [
        lambda: emit(data),
        lambda: json.dumps(data, indent=random.choice([None, 0, 1, 4]), ensure_ascii=False) + "\n",
        lambda: yaml.safe_dump(
            data, indent=random.choice([2, 3, 7]), width=random.choice([20, 80]), allow_unicode=True,
            default_style=random.choice([None, '"', "'", "|", ">"]),
            default_flow_style=random.choice([None, True, False]), sort_keys=False,
        ),
    ]  # fmt: skip
    return random.choice(written)()


def _with_comments(text: str, random: Random) -> str:
    """The text with comments and empty lines put in wherever they change nothing else."""
    said = document(text).data
    lines = text.split("\n")
    for number in range(random.randint(0, 5)):
        at = random.randrange(len(lines))
        more = lines.copy()
        if random.random() < 0.4:
            more[at] += f"  # remark {number}"
        else:
            more.insert(at, random.choice(["", "  ", f"{' ' * random.randint(0, 12)}# note {number}"]))
        tried = document("\n".join(more))
        if not tried.problems and json.dumps(tried.data) == json.dumps(said):
            lines = more
    return "\n".join(lines)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(projects(), st.randoms(use_true_random=False))
def test_any_sheet_in_any_style_keeps_what_it_says(drawn: Drawn, random: Random) -> None:
    """Data, comments and anchors are checked in every run, and that formatting again changes nothing."""
    for data in (drawn.sheet, drawn.vocabulary):
        written = document(_with_comments(_in_styles(data, random), random))
        if not written.problems:  # PyYAML leaves unquoted what to us is a separator of lines
            formatted = format_document(written)
            assert formatted.refusal == ""
            assert _sorted(document(formatted.text).data) == _sorted(written.data)


def _sorted(data: Any) -> str:
    return json.dumps(data, sort_keys=True)


@pytest.mark.skipif(not CONFORMANCE, reason="ATELIER_CONFORMANCE_DIR is not set")
def test_every_case_of_the_yaml_test_suite_that_is_read_is_formatted() -> None:
    cases = json.loads(Path(CONFORMANCE, "yaml-test-suite.json").read_text(encoding="utf-8"))["cases"]
    read_ones = [one for case in cases if _is_read(one := document(case["yaml"]))]
    assert len(read_ones) >= 214
    assert [formatted.refusal for one in read_ones if (formatted := format_document(one)).refusal] == []


def _is_read(one: Document) -> bool:
    """Whether it is YAML to us; sheets are mappings, the suite's texts need not be."""
    return {problem.rule for problem in one.problems} <= {"not-a-mapping"}


def test_line_ends_stay_as_most_lines_have_them() -> None:
    text = "identity:\r\n    code: city\r\n    name: 'City'\n"
    assert format_document(document(text)).text == "identity:\r\n  code: city\r\n  name: City\r\n"


@pytest.mark.parametrize("text", ["? |\n", "? |\n: 1\n", f"? {'k' * 1001}\n: 1\n", f"a: {{? {'k' * 1001}: 1}}\n"])
def test_a_key_keeps_the_mark_that_it_needs(text: str) -> None:
    assert format_document(document(text)) == Formatted(text)


def test_a_text_without_an_end_of_line_gets_one() -> None:
    assert format_document(document("identity: {code: city}")).text == "identity: {code: city}\n"


@pytest.mark.parametrize(
    ("instead", "refusal"),
    [
        ("a: [1\n", "the result could not be read"),
        ("a: 1.0 # c\nb: &x 2\n", "the result would say something else"),
        ("a: 1 #c\nb: &x 2\n", "a comment would be lost"),
        ("a: 1 # c\nb: 2\n", "an anchor would be lost"),
        ("a:  1 # c\nb: &x 2\n", "formatting the result again would change it"),
    ],
)
def test_a_result_that_is_not_right_is_refused(instead: str, refusal: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = document("a: 1   # c\nb: &x 2\n")
    results = iter([instead, laid_out(before)])
    monkeypatch.setattr(formatting, "laid_out", lambda _: next(results))
    refused = format_document(before)
    assert (refused.text, refused.refusal) == (before.text, refusal)


def test_a_spelling_stays_where_another_would_change_what_the_sheet_says(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "identity: {code: city}\nentities:\n  - {entity_type: crew, is_visible: false}\n"
    assert "  - {entity_type: crew, visible: false}\n" in format_document(document(text)).text
    monkeypatch.setattr(formatting, "says_the_same", lambda *_: False)
    assert format_document(document(text)).text == text
