"""What holds of every format of findings, and the whole text of each in one case."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from atelier_cli.diagnostics import Severity
from atelier_cli.linter import Report
from atelier_cli.views.formats import FORMATS
from atelier_cli.views.formats.protocol import Manner
from atelier_cli.views.terminal import colour
from tests.support.cli import atelier
from tests.support.golden import check
from tests.support.reports import report_of, report_of_folder

FOLDER = Path(__file__).parent
CASE = FOLDER / "case"
MANNER = Manner(80, folder="city")
#: What people read is made to fit the screen, and coloured.
FOR_PEOPLE = {"text", "concise"}


@pytest.fixture(scope="module")
def report() -> Report:
    return report_of_folder(CASE, "sheets/")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a sheet that has no mistakes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ATELIER_OUTPUT_FORMAT", raising=False)
    tmp_path.joinpath("first.yaml").write_bytes((CASE / "first.yaml").read_bytes())
    return tmp_path


@pytest.mark.parametrize("name", FORMATS)
def test_whole_text(request: pytest.FixtureRequest, report: Report, name: str) -> None:
    text = FORMATS[name].render(report, MANNER)
    if name == "sarif":  # the rules' documentation has tests of its own
        text = json.dumps(json.loads(text)["runs"][0]["results"])
    if name in {"sarif", "gitlab"}:  # one long line, which nobody could read in a diff
        text = json.dumps(json.loads(text), indent=1, ensure_ascii=False)
    check(request, FOLDER / f"case.{name}", text if text.endswith("\n") else f"{text}\n")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_every_finding(report: Report, name: str) -> None:
    text = FORMATS[name].render(report, MANNER)
    for finding in report.findings:
        assert finding.diagnostic.rule in text


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in FOR_PEOPLE])
def test_what_programs_read_does_not_depend_on_the_terminal(report: Report, name: str) -> None:
    text = FORMATS[name].render(report, MANNER)
    assert FORMATS[name].render(report, replace(MANNER, width=140, paint=colour, fold=True)) == text


@pytest.mark.parametrize("name", FORMATS)
def test_equal_reports_are_shown_alike(report: Report, name: str) -> None:
    assert FORMATS[name].render(report_of_folder(CASE, "sheets/"), MANNER) == FORMATS[name].render(report, MANNER)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("bad", ["\x1b[31m", "\u202e", "\x07", "\u2028", "\ufffe", "]]>", "%0A::error::", "\\"])
def test_nothing_in_a_sheet_gets_out_of_its_place(name: str, bad: str) -> None:
    """What is no text stays no text: JSON and XML can be read, and on a screen nothing is obeyed."""
    key = json.dumps(f"na{bad}me")
    text = FORMATS[name].render(report_of({"a.yaml": f"identity: {{code: a, name: b, {key}: 3}}\n".encode()}), MANNER)
    if name in {*FOR_PEOPLE, "markdown", "junit"}:
        assert not set("\x1b\u202e\x07\u2028") & set(text)
    if name in {"json", "sarif", "gitlab"}:
        assert "na" in str(json.loads(text))
    if name == "junit":
        assert len(fromstring(text).findall(".//failure")) == 1  # noqa: S314  # our own
    if name == "github":
        assert [line[:2] for line in text.splitlines() if line.startswith("::")] == ["::"]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("sheets", "fail_on", "code"),
    [(("first",), "info", 0), (("second", "town hall"), "error", 1), (("second", "town hall"), "never", 0)],
)
def test_the_exit_code_never_depends_on_the_format(
    folder: Path, name: str, sheets: tuple[str, ...], fail_on: str, code: int
) -> None:
    for sheet in sheets:
        folder.joinpath(f"{sheet}.yaml").write_bytes((CASE / f"{sheet}.yaml").read_bytes())
    ended = atelier("lint", ".", "--format", name, "--fail-on", fail_on)
    assert (ended.code, ended.err) == (code, "")


def test_the_format_may_stand_in_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATELIER_OUTPUT_FORMAT", "jsonl")
    assert atelier("lint", ".").out == ""
    assert atelier("lint", ".", "--format", "concise").out == "no findings in 1 file\n"


def test_a_misspelt_format_is_told(folder: Path) -> None:
    ended = atelier("lint", "--format", "serif")
    assert (ended.code, ended.out) == (64, "")
    assert "no format `serif`; did you mean `sarif`?" in ended.err


def test_files_are_named_from_the_top_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tmp_path / "projects" / "city"
    project.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    project.joinpath("a.yaml").write_text("identity: {code: a}\n", encoding="utf-8")
    monkeypatch.chdir(project)
    said = {name: atelier("lint", "a.yaml", "--format", name).out for name in FORMATS}
    for name in ("sarif", "github", "gitlab", "junit", "markdown"):
        assert "projects/city/a.yaml" in said[name]
    for name in ("text", "concise", "json", "jsonl"):
        assert "projects/city/a.yaml" not in said[name]


@pytest.mark.parametrize(
    ("folder", "source", "path"),
    [
        ("", "sheets/a.yaml", "sheets/a.yaml"),
        ("city", "./sheets/a.yaml", "city/sheets/a.yaml"),
        ("city/sheets", "../a.yaml", "city/a.yaml"),
        ("", "../a.yaml", "../a.yaml"),
        ("city", "/etc/a.yaml", "/etc/a.yaml"),
    ],
)
def test_paths_in_the_repository(folder: str, source: str, path: str) -> None:
    assert Manner(folder=folder).path(source) == path


def test_what_fails_is_what_the_caller_said(report: Report) -> None:
    text = FORMATS["junit"].render(report, replace(MANNER, failing=frozenset(Severity)))
    assert text.count("<failure ") == len(report.findings)
    assert "<system-out>" not in text


def test_no_format_costs_a_module_that_only_it_needs() -> None:
    """`atelier lint` loads all formats: so none may bring a parser, a network client or a template engine along."""
    code = "import sys, atelier_cli.commands.lint; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert {"html", "xml", "http", "jinja2", "markdown_it", "jsonschema"}.isdisjoint(done.stdout.split())
