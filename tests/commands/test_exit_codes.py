"""The exit codes: one test or more for each row of the table that `atelier --help` ends with."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from atelier_cli.commands import lint as lint_command
from tests.support.cli import atelier


def _break(project: Path) -> None:
    sheet = project / "sheets" / "suggestions.yaml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("target_model:", "target_modle:"), encoding="utf-8")


def test_every_exit_code_is_told() -> None:
    told = re.findall(r"^    (\d+) +\S", atelier("--help").out.partition("Exit codes:")[2], re.MULTILINE)
    tested = {int(name.split("_")[1]) for name in globals() if re.match(r"test_\d+_", name)}
    assert {int(code) for code in told} == tested - {130, 141}  # ended by a signal


def test_0_clean(project: Path) -> None:
    ended = atelier("lint")
    assert (ended.code, ended.out, ended.err) == (0, "no findings in 3 files\n", "")


def test_0_done_then_nothing_to_do(project: Path) -> None:
    assert atelier("import").code == 0
    again = atelier("import")
    assert (again.code, again.out.startswith("No changes: ")) == (0, True)
    assert atelier("plan").code == 0


def test_1_findings(project: Path) -> None:
    _break(project)
    ended = atelier("lint")
    assert ended.code == 1
    assert "did you mean `target_model`?" in ended.out


def test_1_refused_and_nothing_changed(project: Path) -> None:
    atelier("import")
    before = atelier("export").out
    _break(project)
    ended = atelier("import")
    assert (ended.code, ended.out) == (1, "")
    assert "did you mean `target_model`?" in ended.err
    assert atelier("export").out == before


def test_1_refused_with_a_remedy(project: Path) -> None:
    atelier("import")
    ended = atelier("fork", "--template", "municipality", "--tenant", "lisbon")
    assert ended.code == 1
    assert "there is no tenant `lisbon`" in ended.err
    assert "`--create`" in ended.err


def test_2_plan_has_changes(project: Path) -> None:
    ended = atelier("plan")
    assert ended.code == 2
    assert "Plan: " in ended.out


def test_2_planes_differ(project: Path) -> None:
    atelier("import")
    atelier("fork", "--template", "municipality", "--tenant", "lisbon", "--create")
    assert atelier("diff", "municipality", "lisbon").code == 0
    sheet = project / "sheets" / "suggestions.yaml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("label: Answer", "label: Reply"), encoding="utf-8")
    atelier("import")
    ended = atelier("diff", "municipality", "lisbon")
    assert ended.code == 2
    assert 'label: "Reply" -> "Answer"' in ended.out


def test_2_exported_files_are_out_of_date(project: Path) -> None:
    atelier("import")
    missing = atelier("export", "--out", "exported", "--check")
    assert (missing.code, missing.out) == (2, "out of date: exported/suggestions.yaml\n")
    assert not (project / "exported").exists()
    assert atelier("export", "--out", "exported").code == 0
    assert atelier("export", "--out", "exported", "--check").code == 0
    assert atelier("fmt", "exported", "--check").code == 0


def test_2_a_sheet_would_be_formatted(project: Path) -> None:
    sheet = project / "sheets" / "suggestions.yaml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("code: suggestions", 'code: "suggestions"'), "utf-8")
    assert atelier("fmt", "--check").code == 2
    assert "fmt --check" in atelier("--help").out.partition("Exit codes:")[2]


@pytest.mark.parametrize(
    "arguments", [("lint", "nowhere"), ("import", "nowhere"), ("plan", "nowhere"), ("export", "--app", "nobody")]
)
def test_3_no_input_matched(project: Path, arguments: Sequence[str]) -> None:
    atelier("import")
    ended = atelier(*arguments)
    assert (ended.code, ended.out) == (3, "")
    assert ended.err.startswith("error: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lnt",), "no command `lnt`; did you mean `lint`?"),
        (("lint", "--fial-on", "error"), "--fial-on"),
        (("lint", "--format", "xml"), "xml"),
        (("fork",), "--t"),
        (("tenants", "lst"), "no command `tenants lst`; did you mean `tenants list`?"),
        (("export", "--check"), "add `--out DIR`"),
        (("schema", "shet"), "did you mean `sheet`?"),
        (("tenants", "create", "Not A Name"), "lower-case words"),
        ((), "Usage: atelier"),
        (("db",), "Usage: atelier db"),
    ],
)
def test_64_usage(project: Path, arguments: Sequence[str], said: str) -> None:
    ended = atelier(*arguments)
    assert (ended.code, ended.out) == (64, "")
    assert said in ended.err


def test_64_configuration(project: Path) -> None:
    (project / "atelier.toml").write_text('palne = "x"\n', encoding="utf-8")
    ended = atelier("lint")
    assert ended.code == 64
    assert "unknown setting `palne`" in ended.err
    assert "did you mean `plane`?" in ended.err


def test_69_lock_is_held(project: Path) -> None:
    atelier("import")
    with closing(sqlite3.connect(project / ".atelier" / "atelier.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ended = atelier("tenants", "create", "lisbon", "--lock-timeout", "0.2")
        other.execute("ROLLBACK")
    assert (ended.code, ended.out) == (69, "")
    assert atelier("tenants", "create", "lisbon").code == 0


def test_69_database_cannot_be_reached(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATELIER_DATABASE", "postgresql://somebody:hunter2@127.0.0.1:1/nowhere")
    ended = atelier("tenants", "list", "--traceback")
    assert (ended.code, ended.out) == (69, "")
    assert "hunter2" not in ended.err


def _fails(*_: object, **__: object) -> None:
    raise KeyError("postgresql://somebody:hunter2@host/db")


def test_70_bug_is_said_to_be_one(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint_command, "lint_sheets", _fails)
    ended = atelier("lint", "sheets")
    assert (ended.code, ended.out) == (70, "")
    assert "This is a bug in Atelier" in ended.err
    assert "atelier lint sheets --traceback" in ended.err
    assert "Traceback" not in ended.err
    assert "hunter2" not in ended.err


def test_70_bug_shows_where_when_asked(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint_command, "lint_sheets", _fails)
    ended = atelier("lint", "--traceback")
    assert ended.code == 70
    assert "Traceback" in ended.err
    assert "in _fails" in ended.err
    assert "hunter2" not in ended.err


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e12", "-1"])
def test_64_nobody_waits_so_long(project: Path, seconds: str) -> None:
    ended = atelier("import", "--lock-timeout", seconds)
    assert ended.code == 64
    assert "--lock-timeout" in ended.err


@pytest.mark.parametrize("arguments", ["schema sheet", "schema --format json", "rules"])
def test_1_the_output_cannot_be_written(project: Path, arguments: str) -> None:
    command = f"exec {sys.executable} -m atelier_cli {arguments} > /dev/full"
    ended = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr == "error: the output cannot be written: no space left on device\nhelp: write it elsewhere\n"


def test_0_nobody_listens(project: Path) -> None:
    command = f"exec {sys.executable} -m atelier_cli schema >&- 2>&- <&-"
    assert subprocess.run(["/bin/sh", "-c", command], check=False).returncode == 0


def test_130_interrupted(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(lint_command, "lint_sheets", interrupt)
    ended = atelier("lint")
    assert (ended.code, ended.out, ended.err) == (130, "", "")


def test_141_reader_has_gone(project: Path) -> None:
    """Nothing is said when what reads our output has seen enough, as in `atelier schema sheet | head -1`."""
    command = [sys.executable, "-m", "atelier_cli", "schema", "sheet"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (141, b"")
