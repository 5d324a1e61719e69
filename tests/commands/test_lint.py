"""What `atelier lint` is told to look at, to leave out, to know already, and to count."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cli import atelier

SHEET = Path("sheets/suggestions.yaml")


def _edit(old: str, new: str) -> None:
    text = SHEET.read_text(encoding="utf-8")
    assert old in text
    SHEET.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def broken(project: Path) -> Path:
    """A project with an error in an action; it is the working directory."""
    _edit("    label: Answer\n", "    label: Answer\n    colour: red\n")
    return project


def _rules(*arguments: str) -> list[str]:
    return [one["rule"] for one in atelier("lint", "--format", "json", *arguments).json["findings"]]


def test_an_ignored_error_does_not_fail(broken: Path) -> None:
    assert atelier("lint").code == 1
    _edit("colour: red", "colour: red  # atelier: ignore[unknown-key] as the old form has it")
    ended = atelier("lint")
    assert (ended.code, ended.out) == (0, "no findings in 3 files; 1 suppressed\n")


def test_an_import_heeds_no_ignore_of_an_error(broken: Path) -> None:
    _edit("colour: red", "colour: red  # atelier: ignore[unknown-key] as the old form has it")
    for command in ("compile", "plan", "import"):
        ended = atelier(command)
        assert ended.code == 1
        assert "unknown key `colour`" in ended.err


def test_rules_are_selected_and_left_out(broken: Path) -> None:
    assert _rules() == ["unknown-key"]
    assert _rules("--select", "references,types") == []
    assert _rules("--select", "references", "--select", "unknown-key") == ["unknown-key"]
    assert _rules("--ignore", "structure") == []
    assert atelier("lint", "--ignore", "unknown-key").code == 0


def test_the_settings_choose_rules(broken: Path) -> None:
    with Path("atelier.toml").open("a", encoding="utf-8") as file:
        file.write('\n[lint]\nseverity = {unknown-key = "warning"}\n')
    assert atelier("lint").code == 0
    assert atelier("lint", "--fail-on", "warning").code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--select", "unknown-kye"), "`--select`: there is no rule or category `unknown-kye`"),
        (("--ignore", "syntax"), "`--ignore`: `syntax` cannot be changed"),
        (("--baseline", "none.json"), "`--write-baseline` writes it"),
        (("--write-baseline",), "no baseline to write"),
        (("--write-baseline", "--baseline", "x.json", "--fix"), "do not go together"),
        (("--write-baseline", "--baseline", "x.json", "--since", "HEAD"), "do not go together"),
        (("--stdin-filename", "sheets/suggestions.yaml", "--fix"), "do not go together"),
        (("--stdin-filename", "sheets/suggestions.yaml", "sheets"), "leave the paths out"),
        (("--profile", "strct"), "strct"),
    ],
)
def test_64_what_makes_no_sense(project: Path, arguments: tuple[str, ...], said: str) -> None:
    ended = atelier("lint", *arguments)
    assert (ended.code, ended.out) == (64, "")
    assert said in ended.err
    assert not Path("x.json").exists()


def test_a_baseline_is_written_and_heeded(broken: Path) -> None:
    arguments = ("lint", "--baseline", "known.json")
    ended = atelier(*arguments, "--write-baseline")
    assert (ended.code, ended.out, ended.err) == (0, "", "known.json knows 1 finding: 1 new, 0 gone\n")
    assert atelier(*arguments).out == "no findings in 3 files; 1 suppressed\n"
    _edit("    label: Answer\n", "\n    # Moved.\n    label: Answer\n")
    assert atelier(*arguments).code == 0
    _edit("    colour: red\n", "    colour: red\n    size: big\n")
    assert [one["rule"] for one in atelier(*arguments, "--format", "json").json["findings"]] == ["unknown-key"]
    _edit("    colour: red\n    size: big\n", "")
    stale = atelier(*arguments)
    assert stale.code == 0
    assert "warning[stale-baseline]: 1 known finding is not found any more\n --> known.json:4:5" in stale.out
    assert atelier(*arguments, "--write-baseline").err == "known.json knows 0 findings: 0 new, 1 gone\n"
    assert atelier(*arguments).out == "no findings in 3 files\n"


def test_since_a_revision(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIT_INDEX_FILE", raising=False)
    known = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false")
    for arguments in (("init", "-q"), ("add", "."), (*known, "commit", "-q", "-m", "x")):
        subprocess.run(["git", *arguments], check=True)
    assert atelier("lint", "--since", "HEAD").code == 0
    _edit("    colour: red\n", "    colour: blue\n")
    assert atelier("lint", "--since", "HEAD").code == 1
    assert atelier("lint", "--since", "nowhere").code == 64


def test_statistics(broken: Path) -> None:
    ended = atelier("lint", "--statistics")
    assert ended.code == 1
    assert ended.out.splitlines() == [
        "Findings  Fix  Severity  Rule         Suppressed",
        "       1       error     unknown-key           0",
        "",
        "1 error in 3 files",
    ]
    assert atelier("lint", "--statistics", "--format", "json").json["statistics"] == [
        {"rule": "unknown-key", "severity": "error", "findings": 1, "fixable": 0, "safe": 0, "suppressed": 0}
    ]


@pytest.mark.parametrize("format", ["concise", "jsonl", "sarif", "github", "gitlab", "junit", "markdown"])
def test_statistics_are_refused_where_they_would_not_be_shown(format: str, project: Path) -> None:
    ended = atelier("lint", "--statistics", "--format", format)
    assert ended.code == 64
    assert "use `--statistics` with `--format text` and `--format json`" in ended.err


def test_who_asks_for_quiet_is_told_the_findings_alone(broken: Path) -> None:
    for options in ([], ["--format", "concise"], ["--statistics"]):
        ended = atelier("--quiet", "lint", *options)
        assert (ended.code, ended.err) == (1, "")
        assert "unknown-key" in ended.out
        assert "in 3 files" not in ended.out
    _edit("    colour: red\n", "")
    assert (atelier("--quiet", "lint").code, atelier("--quiet", "lint").out) == (0, "")


def _say(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))


def test_standard_input_is_checked_as_a_file_of_the_project(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = SHEET.read_text(encoding="utf-8")
    _say(monkeypatch, text)
    assert atelier("lint", "--stdin-filename", str(SHEET)).out == "no findings in 1 file\n"
    _say(monkeypatch, text.replace("    label: Answer\n", "    label: Answer\n    colour: red\n", 1))
    (found,) = atelier("lint", "-", "--stdin-filename", str(SHEET), "--format", "json").json["findings"]
    assert (found["rule"], found["file"]) == ("unknown-key", "sheets/suggestions.yaml")
    assert SHEET.read_text(encoding="utf-8") == text


def test_standard_input_may_be_a_file_that_is_not_there(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments, name in ((("--stdin-filename", "sheets/new.yaml"), "sheets/new.yaml"), (("-",), "stdin.yaml")):
        _say(monkeypatch, "identity: {code: new, name: New, colour: red}\n")
        (found,) = atelier("lint", "--format", "json", *arguments).json["findings"]
        assert (found["rule"], found["file"]) == ("unknown-key", name)


def test_fixes_take_away_unused_ignores(project: Path) -> None:
    before = SHEET.read_text(encoding="utf-8")
    _edit(
        "    label: Answer\n",
        "    # atelier: ignore[unknown-key] old\n    label: Answer  # atelier: ignore[wrong-value] x\n",
    )
    assert _rules() == ["unused-ignore", "unused-ignore"]
    assert atelier("lint", "--fix").code == 0
    assert SHEET.read_text(encoding="utf-8") == before
