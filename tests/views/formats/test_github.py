"""GitHub's workflow commands: read as the runner reads them, they say what was found."""

import re
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from atelier_cli.diagnostics import Severity
from atelier_cli.linter import Finding, Report
from atelier_cli.views.formats.github import LIMIT, render
from atelier_cli.views.formats.protocol import Manner
from tests.support.reports import report_of, report_of_folder

CASE = Path(__file__).parent / "case"
NASTY = "a%0A::set-env name=x::y\r\n::error::pwned, ##[error]z: 100%"
NASTY_FILE = "::error ::a,b:c\r\n::d.yaml"


class Command(NamedTuple):
    """A command of a log."""

    name: str
    properties: dict[str, str]
    message: str


def commands(log: str) -> list[Command]:
    """The commands of a log, as the runner finds them: a line that starts with two colons, blanks left out."""
    found = []
    for line in re.split(r"\r\n|\r|\n", log):
        command = re.fullmatch(r"::([\w-]+)(?: (.*?))?::(.*)", line.lstrip())
        if command is None:
            assert "##[" not in line, "the runner obeys the older commands anywhere in a line"
            continue
        name, properties, message = command.groups()
        pairs = (pair.split("=", 1) for pair in (properties or "").split(",") if pair)
        found.append(Command(name, {key: _unescaped(value) for key, value in pairs}, _unescaped(message)))
    return found


def _unescaped(text: str) -> str:
    for escaped, said in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(escaped, said)
    return text


@pytest.fixture(scope="module")
def report() -> Report:
    return report_of_folder(CASE, "sheets/")


def test_each_finding_is_a_command(report: Report) -> None:
    found = commands(render(report, Manner(folder="city")))
    assert len(found) == len(report.findings)
    assert found[1] == Command(
        "error",
        {
            "file": "city/sheets/town hall.yaml",
            "line": "7",
            "endLine": "7",
            "col": "23",
            "endColumn": "29",
            "title": "Atelier: wrong-value",
        },
        "expected a name in snake_case, found `🦊_name`",
    )
    assert {one.name for one in found} == {"error", "warning", "notice"}


def test_columns_of_different_lines_are_left_out() -> None:
    report = report_of({"a.yaml": b"identity: {code: a, name: b}\nviews:\n  - >\n    a\n    b\nkind: |\n  a\n  b\n"})
    spread = [one for one in report.findings if one.mark.range.start.line < one.mark.range.end.line]
    one = spread[0] if spread else _spread(report.findings[0])
    (command,) = commands(render(replace(report, findings=(one,)), Manner()))
    assert {"file", "line", "endLine", "title"} == set(command.properties)


def _spread(finding: Finding) -> Finding:
    stretch = finding.mark.range
    end = replace(stretch.end, line=stretch.end.line + 2)
    return replace(finding, mark=replace(finding.mark, range=replace(stretch, end=end)))


def _many(report: Report, severity: Severity, number: int) -> Report:
    one = report.findings[0]
    mark = replace(one.mark, source=NASTY_FILE)
    findings = [
        replace(one, mark=mark, diagnostic=replace(one.diagnostic, severity=severity, message=f"{NASTY} {i}"))
        for i in range(number)
    ]
    return replace(report, findings=tuple(findings))


@pytest.mark.parametrize("severity", Severity)
def test_no_more_than_github_shows_and_the_tenth_says_so(report: Report, severity: Severity) -> None:
    all_shown = commands(render(_many(report, severity, LIMIT), Manner()))
    assert [one.message.startswith(NASTY) for one in all_shown] == [True] * LIMIT
    log = render(_many(report, severity, LIMIT + 4), Manner())
    annotations = [one for one in commands(log) if one.name not in {"group", "endgroup"}]
    assert len(annotations) == LIMIT
    assert annotations[-1].message == f"5 more of severity {severity}: the log of this step lists them"
    for i in range(LIMIT + 4):
        assert f" {i}\n" in log.replace("%0A", "\n") + "\n", "each is in the log"


def test_what_is_nasty_stays_text(report: Report) -> None:
    log = render(_many(report, Severity.ERROR, LIMIT + 4), Manner())
    found = commands(log)
    assert {one.name for one in found} == {"error", "group", "endgroup"}
    assert [one.name for one in found[LIMIT:]] == ["group", "endgroup"]
    assert found[0].properties["file"] == NASTY_FILE
