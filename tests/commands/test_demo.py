"""`atelier demo`: runs its commands, stops at the first that fails, and never touches another database."""

import shlex
from pathlib import Path

import pytest

from atelier_cli.commands import demo
from tests.support.cli import atelier


def test_every_step_succeeds_and_its_output_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ATELIER_DATABASE", "postgresql://127.0.0.1:1/mine")
    ended = atelier("demo", "--keep", "city", "--format", "json")
    assert ended.code == 0
    assert next(iter(ended.json.items())) == ("schema_version", 1)
    steps = ended.json["steps"]
    said = [step["command"].split()[1] for step in steps]
    assert said == ["lint", "import", "fork", "people", "entities", "entities", "run", "run"]
    assert all(step["exit_code"] == 0 and step["output"] for step in steps)
    assert "Would apply: 3 fields changed, 1 event announced; nothing was written" in steps[-2]["output"]
    assert "succeeded after 6 steps" in steps[-1]["output"]
    assert (tmp_path / "city" / ".atelier" / "atelier.db").exists()
    assert "Now try" not in ended.err
    # What it says to try next works in the folder that was kept.
    monkeypatch.delenv("ATELIER_DATABASE")
    monkeypatch.chdir(tmp_path / "city")
    for line, wanted in zip(
        demo._NEXT, ("Applied: 3 fields changed", "due on", "✓ service-desk/start_work"), strict=True
    ):
        name, *words = shlex.split(line)
        tried = atelier(*words)
        assert (name, tried.code, wanted in tried.out) == ("atelier", 0, True), tried


@pytest.mark.parametrize(
    ("words", "first"), [((), "atelier demo --keep city && cd city"), (("--keep", "a city"), "cd 'a city'")]
)
def test_it_says_what_to_try_next(
    words: tuple[str, ...], first: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(demo, "_STEPS", (("", "--version"),))
    told = atelier("demo", *words).err.partition("Now try:\n")[2].splitlines()
    assert told == [f"  {one}" for one in (first, *demo._NEXT)]


def test_the_first_failure_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(demo, "_STEPS", (("", "--version"), ("", "lint nowhere"), ("", "--version")))
    ended = atelier("demo", "--format", "json")
    assert [step["exit_code"] for step in ended.json["steps"]] == [0, 3]
    assert ended.code == 3
    assert "Now try" not in atelier("demo").err


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").touch()
    ended = atelier("demo", "--keep", "mine")
    assert ended.code == 1
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["file"]
