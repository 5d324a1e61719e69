"""Which files a run reads: each once, in a stable order, and what cannot be read is said."""

import os
from pathlib import Path

import pytest

from atelier_cli import resources
from atelier_cli.errors import NoInputError, UsageError
from atelier_cli.operations.project import Files, open_files
from atelier_cli.operations.settings import load
from tests.support.town import write_town


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(write_town(tmp_path))
    return tmp_path


def opened(*paths: str) -> Files:
    return open_files(load(Path.cwd(), {}), [Path(path) for path in paths])


def names(files: Files) -> list[str]:
    return [parsed.document.name for parsed in files.named]


def test_all_files_of_the_project(town: Path) -> None:
    files = opened()
    assert names(files) == ["vocabulary/words.yaml", "sheets/cases.yaml", "sheets/letters.yaml"]
    assert [parsed.document.name for parsed in files.context] == [str(resources.base_vocabulary())]


def test_what_is_not_named_is_context(town: Path) -> None:
    files = opened("sheets/letters.yaml")
    assert names(files) == ["sheets/letters.yaml"]
    assert [Path(parsed.document.name).name for parsed in files.context] == ["words.yaml", "cases.yaml", "base.yaml"]


@pytest.mark.parametrize(
    "paths",
    [
        ("sheets/cases.yaml", "sheets/cases.yaml"),
        ("sheets/cases.yaml", "./sheets/../sheets/cases.yaml"),
        ("sheets/cases.yaml", "link.yaml"),
        ("sheets/cases.yaml", "looped/sheets/cases.yaml"),
    ],
)
def test_a_file_named_twice_is_read_once(town: Path, paths: tuple[str, str]) -> None:
    (town / "link.yaml").symlink_to(town / "sheets" / "cases.yaml")
    (town / "looped").symlink_to(town, target_is_directory=True)
    assert names(opened(*paths)) == ["sheets/cases.yaml"]


def test_a_folder_is_searched_but_not_its_links_and_hidden_folders(town: Path) -> None:
    (town / "sheets" / "again").symlink_to(town, target_is_directory=True)
    (town / "sheets" / ".hidden").mkdir()
    (town / "sheets" / ".hidden" / "x.yaml").write_text("", encoding="utf-8")
    (town / "sheets" / "note.txt").write_text("", encoding="utf-8")
    os.mkfifo(town / "sheets" / "pipe.yaml")
    (town / "sheets" / "below").mkdir()
    (town / "sheets" / "below" / "more.yml").write_text("", encoding="utf-8")
    assert names(opened("sheets")) == ["sheets/cases.yaml", "sheets/letters.yaml", "sheets/below/more.yml"]


def test_a_file_outside_the_working_directory_keeps_its_path(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(town / "sheets")
    assert names(opened("../vocabulary")) == ["../vocabulary/words.yaml"]
    assert names(opened(str(town / "vocabulary"))) == [str(town / "vocabulary" / "words.yaml")]


@pytest.mark.parametrize(
    ("target", "reason"),
    [("nowhere.yaml", "no such file or directory"), ("sheets/lost.yaml", "too many levels of symbolic links")],
)
def test_a_link_to_nowhere_is_a_finding(town: Path, target: str, reason: str) -> None:
    (town / "sheets" / "lost.yaml").symlink_to(town / target)
    lost = next(parsed for parsed in opened("sheets").named if parsed.document.name == "sheets/lost.yaml")
    (problem,) = lost.diagnostics
    assert (problem.rule, problem.message) == ("unreadable-file", f"the file cannot be read: {reason}")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252"])
def test_other_encodings_are_read_or_found(town: Path, encoding: str) -> None:
    (town / "sheets" / "letters.yaml").write_bytes("identity: {code: letters, name: Açores}\n".encode(encoding))
    (letters,) = opened("sheets/letters.yaml").named
    assert (letters.model is None) == bool(letters.diagnostics)
    assert (letters.model is not None) == (encoding == "utf-8-sig")


@pytest.mark.parametrize(
    ("path", "message"),
    [("nowhere.yaml", "nowhere.yaml does not exist"), ("empty", "no sheet or vocabulary in empty")],
)
def test_nothing_to_read(town: Path, path: str, message: str) -> None:
    (town / "empty").mkdir()
    with pytest.raises(NoInputError) as raised:
        opened(path)
    assert raised.value.message == message


def test_a_folder_without_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoInputError, match="no sheet or vocabulary in ") as raised:
        opened()
    assert raised.value.remedy == "name a YAML file, or a folder that holds some; `atelier init` makes a project"


def test_a_project_without_sheets_need_not_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "atelier.toml").write_text("", encoding="utf-8")
    with pytest.raises(NoInputError) as raised:
        opened()
    assert raised.value.remedy == "name a YAML file, or a folder that holds some"


def test_a_folder_that_the_settings_name_must_be_there(town: Path) -> None:
    (town / "atelier.toml").write_text('sheets = ["shets"]\n', encoding="utf-8")
    with pytest.raises(UsageError, match="`sheets`: shets does not exist"):
        opened()
