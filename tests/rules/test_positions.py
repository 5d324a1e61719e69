"""Findings in expressions stand at their exact line and column, in whichever style of scalar the expression is written.

The same expression is written in every style, broken over lines and escaped at random, with text that is not ASCII
before it. Where the mistake stands is known since its word is nowhere else in the source.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from atelier_cli.diagnostics import Place, Position, Range
from atelier_cli.sheet.reader import read
from tests.support.examples import examples
from tests.support.scaffold import findings
from tests.support.scalars import STYLES, scalar

ZIZMOR = shutil.which("zizmor", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
#: An expression with mistakes of several kinds, and the words at which they are found.
EXPRESSION = (
    "'é 😀' != entity.description && misspelt.a > 0 || entity.description.startsWith('é' + 12345) "
    "|| entity.visits * 67.5 > 1.0 && entity.status == 'opened'"
)
MISTAKES = {
    "unknown-name": "misspelt",
    "wrong-operand": "12345",
    "unknown-value": "opened",
}
ACTION = """\
# é 😀
actions:
  - key: close
    label: Close é 😀
    target_model: report
    submission_criteria:
      - criteria_type: expression
        config:
          expression: {}
"""
STEPS = ["github.event.issue.title", "github.event.issue.body", "github.event.pull_request.title"]
BEFORE = (
    "", "echo é ", "echo 😀 && ", "echo é\nls ", "printf é😀 | cat && echo a\nb ", 'echo "é" ', "echo 'é' ", "echo \\ ",
)  # fmt: skip
#: Only what is literal keeps the blanks that a line begins with.
INDENTED = ("if true\n  then echo ", "cat <<é\n      é\n  a ", "for é in a\n\n    do echo b\n  echo ")
AFTER = ["", " é", "\necho é", ' "é"', " 'x' # é"]
WORKFLOW = """\
# é
name: "é 😀"
on: issues
permissions: {}
jobs:
  é:
    runs-on: ubuntu-latest
    steps:
"""


def stands(source: str, word: str) -> Range:
    """Where a word stands that is only once in a source."""
    assert source.count(word) == 1
    return Range(position(source, source.index(word)), position(source, source.index(word) + len(word)))


def position(source: str, offset: int) -> Position:
    return Position(source.count("\n", 0, offset) + 1, offset - (source.rfind("\n", 0, offset) + 1) + 1)


@given(st.sampled_from(STYLES), st.randoms(use_true_random=False))
@examples(25)
def test_that_each_mistake_of_an_expression_is_found_where_it_stands(style: str, choose: Random) -> None:
    # What begins with a quote is no plain text.
    text = f"true && {EXPRESSION}" if style == "plain" else EXPRESSION
    source = ACTION.format(scalar(text, style, choose, 12)) + "\n"
    note(source)

    found = {
        finding.diagnostic.rule: finding.mark.range
        for finding in findings(f"identity: {{code: example, name: Example}}\n{source}")
        if finding.diagnostic.message != "`*` cannot take integer and number"
    }

    whole = f"identity: {{code: example, name: Example}}\n{source}"
    assert found == {rule: stands(whole, word) for rule, word in MISTAKES.items()}


@pytest.mark.skipif(ZIZMOR is None, reason="zizmor is not installed: pip install zizmor")
@pytest.mark.parametrize("seed", range(3))
def test_that_expressions_stand_where_zizmor_finds_them(seed: int, tmp_path: Path) -> None:
    choose = Random(seed)
    source = WORKFLOW + "".join(step(choose) for _ in range(60))
    file = tmp_path / ".github" / "workflows" / "generated.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(source, encoding="utf-8")
    document = read(source.encode(), "generated.yaml")
    assert document.problems == ()

    found = list(found_by_zizmor(file, source))

    assert len(found) == 60
    for path, expression, there in found:
        text = document.data
        for key in path:
            text = text[key]
        start = text.index(expression)
        assert document.locate(Place(document.name, path, within=(start, start + len(expression)))) == there


def step(choose: Random) -> str:
    style = choose.choice(STYLES)
    before = choose.choice((*BEFORE, *INDENTED) if style == "literal" else BEFORE)
    text = f"{before}${{{{ {choose.choice(STEPS)} }}}}{choose.choice(AFTER)}"
    if style == "plain":
        # These would end a plain scalar, or begin one of another style.
        text = f"echo {text}".replace(" #", " ").replace(": ", " ")
    if style in {"plain", "single", "folded"}:
        text = text.replace("\n", " && ")
    return f"      - name: é\n        run: {scalar(text, style, choose, 10)}\n"


def found_by_zizmor(file: Path, source: str) -> Iterator[tuple[tuple[str | int, ...], str, Range]]:
    """The path, the expression and the range of each finding; zizmor counts from 0, and columns in bytes of UTF-8."""
    asked = [str(ZIZMOR), "--offline", "--no-progress", "--format=json-v1", "--no-exit-codes", str(file)]
    ended = subprocess.run(asked, capture_output=True, text=True, check=True, encoding="utf-8")
    lines = source.split("\n")
    for finding in json.loads(ended.stdout):
        if finding["ident"] != "template-injection":
            continue
        (place,) = [one for one in finding["locations"] if one["symbolic"]["kind"] == "Primary"]
        points = [place["concrete"]["location"][end] for end in ("start_point", "end_point")]
        start, end = (
            Position(row + 1, len(lines[row].encode()[:column].decode()) + 1)
            for row, column in ((point["row"], point["column"]) for point in points)
        )
        path = tuple(step.get("Key", step.get("Index")) for step in place["symbolic"]["route"]["route"])
        yield path, place["symbolic"]["feature_kind"]["Subfeature"]["fragment"]["Raw"], Range(start, end)
