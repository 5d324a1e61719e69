"""What is new since a revision: entities by what they say, not by where they stand."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from atelier_cli.errors import UsageError
from atelier_cli.operations.git import contents_at
from atelier_cli.operations.lint_sheets import Request
from tests.support.case_files import load
from tests.support.linting import report_of, told, write

CASES: list[dict[str, Any]] = load(Path(__file__).with_name("since.yaml"))


def git(folder: Path, *arguments: str) -> None:
    known = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *known, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a project, of which the first commit has the settings only; it is the working directory."""
    monkeypatch.chdir(tmp_path)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    git(tmp_path, "init", "-q")
    write(tmp_path, {"atelier.toml": ""})
    commit(tmp_path)
    return tmp_path


def commit(folder: Path) -> None:
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "x")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_new(case: dict[str, Any], repository: Path) -> None:
    if case["before"] is not None:
        write(repository, {"sheets/a.yaml": case["before"]})
        commit(repository)
    write(repository, {"sheets/a.yaml": case["after"]})
    assert told(report_of(repository, Request(since="HEAD"))) == case["found"]


def test_in_a_file_of_another_name(repository: Path) -> None:
    before = CASES[0]["before"]
    write(repository, {"sheets/é a.yaml": before})
    commit(repository)
    git(repository, "mv", "sheets/é a.yaml", "sheets/b.yaml")
    assert report_of(repository, Request(since="HEAD")).findings == ()
    write(repository, {"sheets/b.yaml": before.replace("key: a", "key: z")})
    found = report_of(repository, Request(since="HEAD")).findings
    assert {(one.mark.source, one.entity) for one in found} == {("sheets/b.yaml", "setting z")}
    commit(repository)
    assert report_of(repository, Request(since="HEAD~1")).findings == found
    assert report_of(repository, Request(since="HEAD")).findings == ()


def test_in_a_folder_of_the_repository(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = CASES[0]["before"]
    write(repository, {"city/atelier.toml": "", "city/sheets/a.yaml": before, "city/sheets/b b.yaml": before})
    commit(repository)
    write(repository, {"city/sheets/b b.yaml": before.replace("key: a", "key: z")})
    monkeypatch.chdir(repository / "city")
    found = report_of(repository / "city", Request(since="HEAD"))
    assert [(one.mark.source, one.entity) for one in found.findings if one.diagnostic.rule == "unknown-key"] == [
        ("sheets/b b.yaml", "setting z")
    ]


def test_an_unknown_revision(repository: Path) -> None:
    write(repository, {"sheets/a.yaml": CASES[0]["before"]})
    for revision in ("nowhere", "--all", "HEAD:atelier.toml", ""):
        with pytest.raises(UsageError, match=f"git knows no revision `{revision}`"):
            report_of(repository, Request(since=revision))


def test_outside_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"sheets/a.yaml": CASES[0]["before"]})
    with pytest.raises(UsageError, match="is in no git repository"):
        report_of(tmp_path, Request(since="HEAD"))


def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    write(repository, {"sheets/a.yaml": CASES[0]["before"]})
    with pytest.raises(UsageError, match="git is not there"):
        report_of(repository, Request(since="HEAD"))


def test_what_files_held(repository: Path) -> None:
    texts = {"empty": "", "line": "a\n", "lines": "a\nb blob 3\n\n", "wide ü": "ü"}
    write(repository, texts)
    commit(repository)
    write(repository, {"line": "changed", "new": "new"})
    (repository / "folder").mkdir()
    names = [*texts, "new", "folder", "new\nline", "../outside"]
    found = contents_at("HEAD", [repository / name for name in names], repository)
    assert [found[repository / name] for name in names] == [
        *(text.encode() for text in texts.values()),
        None,
        None,
        None,
        None,
    ]
