"""Findings on the screen: every case is a folder of files, and the whole screen beside it."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from atelier_cli.linter import Report, lint
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read
from atelier_cli.views.diagnostics import report_text
from atelier_cli.views.diagnostics_json import diagnostics
from atelier_cli.views.terminal import colour, plain
from tests.support.golden import check
from tests.support.scaffold import CONTEXT

CASES = Path(__file__).parent / "cases"
SCHEMA = Path(__file__).parents[2] / "schemas" / "diagnostics.schema.json"


def report(folder: Path) -> Report:
    return lint([_parsed(file.read_bytes(), file.name) for file in sorted(folder.glob("*.yaml"))], CONTEXT)


def _parsed(content: bytes, name: str = "sheet.yaml") -> Parsed:
    return parse(read(content, name))


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_screen(request: pytest.FixtureRequest, case: str) -> None:
    check(request, CASES.parent / f"{case}.out", report_text(report(CASES / case), 80, plain) + "\n")


def test_coloured_screen(request: pytest.FixtureRequest) -> None:
    coloured = report_text(report(CASES / "several"), 80, colour)
    check(request, CASES.parent / "several.coloured.out", coloured.replace("\x1b", "␛") + "\n")


def test_colour_adds_nothing_but_colour() -> None:
    found = report(CASES / "several")
    coloured = report_text(found, 80, colour)
    for code in ("1;31", "1;33", "1;36", "1", "1;34", "2", "32", "0"):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured == report_text(found, 80, plain)


def test_json_says_what_its_schema_promises() -> None:
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    for case in CASES.iterdir():
        shape = json.loads(json.dumps(diagnostics(report(case))))
        assert [error.message for error in validator.iter_errors(shape)] == []


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("column", [1, 40, 79, 500, 399_990])
def test_long_line_is_cut_around_the_caret(width: int, column: int) -> None:
    """A line of nearly half a megabyte with one wrong key: the line fits, and the caret stands under the key."""
    key = "oops: 1, "
    filler = "x" * 399_000
    before, after = (column - 1, 400_000 - column) if column > 20 else (20, 399_000)
    start = "{identity: {" if before < 20 else "{" + " " * (before - 13) + "identity: {"
    text = f"{start}{key}code: a, name: b, description: {filler[:after]}}}}}"
    screen = report_text(lint([_parsed(text.encode())], CONTEXT), width, plain).splitlines()
    line = next(i for i, shown in enumerate(screen) if shown.startswith("1 | "))
    assert len(screen[line]) <= width
    carets = screen[line + 1]
    at = carets.index("^")
    assert screen[line][at : at + 4] == "oops"
    assert carets.split()[1] == "^^^^"


@pytest.mark.parametrize("bad", ["\x1b[31m", "\u202e", "\x07", "\u2028", "\u2066"])
def test_nothing_in_a_sheet_can_steer_the_terminal(bad: str) -> None:
    text = f"identity: {{code: a, name: b, 'na{bad}me2': 3}}\n"
    screen = report_text(lint([_parsed(text.encode())], CONTEXT), 80, plain)
    assert bad not in screen


def test_many_notes_of_one_rule_are_folded_unless_asked_for() -> None:
    text = "identity: {code: a, name: b}\n" + "".join(
        f"{block}: []\n" for block in ("views", "layers", "dashboard", "acl_rules")
    )
    found = lint([_parsed(text.encode())], CONTEXT)
    assert report_text(found, 80, plain, fold=True) == (
        "info[carried-block]: 4 notes, which `--verbose` shows\n\n4 info in 1 file"
    )
    assert report_text(found, 80, plain).count("info[carried-block]") == 4
