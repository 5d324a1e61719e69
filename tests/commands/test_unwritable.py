"""What cannot be written is a refusal that names the place: never a bug of Atelier."""

from pathlib import Path

import pytest

from atelier_cli.operations import rewrite
from tests.support.cli import atelier


@pytest.mark.parametrize(
    "line",
    ["export --out {}", "export --out {}/below", "init {}/below", "demo --keep {}/below", "schema --write {}"],
)
def test_a_file_stands_where_a_folder_is_wanted(project: Path, line: str) -> None:
    atelier("import")
    (project / "file").write_text("x", encoding="utf-8")
    ended = atelier(*line.format("file").split())
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("error: file")
    assert "check the path and its permissions" in ended.err


@pytest.mark.parametrize(
    ("line", "code"), [("lint {}", 3), ("lint {}/a.yaml", 3), ("init {}", 1), ("demo --keep {}", 1)]
)
def test_a_name_that_no_file_can_have(project: Path, line: str, code: int) -> None:
    ended = atelier(*line.format("x" * 300).split())
    assert (ended.code, ended.out) == (code, "")
    assert "file name too long" in ended.err


def test_an_export_that_fails_leaves_no_half_of_a_file(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    atelier("import")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rewrite.os, "fsync", fail)
    ended = atelier("export", "--out", "out")
    assert (ended.code, list((project / "out").iterdir())) == (1, [])
    assert "cannot be written: no space left on device" in ended.err


def test_a_folder_stands_where_a_file_is_wanted(project: Path) -> None:
    atelier("import")
    (project / "out" / "suggestions.yaml").mkdir(parents=True)
    ended = atelier("export", "--out", "out")
    assert ended.code == 1
    assert ended.err.startswith("error: out/suggestions.yaml cannot be written: is a directory")
    assert atelier("export", "--out", "out", "--check").code == 2
