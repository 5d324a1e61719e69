"""What an editor's session knows of files: the editor's text where they are open, the disk's where they are not."""

from pathlib import Path

import pytest

from atelier_cli.editor import workspace as workspace_module
from atelier_cli.editor.workspace import Workspace
from atelier_cli.errors import UsageError
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.limits import Limits
from atelier_cli.sheet.parse import Parsed, parse
from tests.support.editing import CLOCK, copied


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path / "project")


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(CLOCK)


def settings_of(workspace: Workspace, path: Path) -> set[str]:
    return {setting for one in workspace.view(path).index.catalog.applications.values() for setting in one.settings}


def test_an_open_file_is_as_the_editor_has_it(folder: Path, workspace: Workspace) -> None:
    roads, parks = folder / "sheets" / "roads.yaml", folder / "sheets" / "parks.yaml"
    workspace.update(parks, parks.read_text(encoding="utf-8"))
    assert settings_of(workspace, parks) == {"repair_days"}
    workspace.update(roads, roads.read_text(encoding="utf-8").replace("repair_days", "mending_days"))
    assert settings_of(workspace, parks) == {"mending_days"}
    workspace.close(roads)
    assert settings_of(workspace, parks) == {"repair_days"}


def test_what_changes_on_disk_is_seen(folder: Path, workspace: Workspace) -> None:
    roads, parks = folder / "sheets" / "roads.yaml", folder / "sheets" / "parks.yaml"
    workspace.update(parks, parks.read_text(encoding="utf-8"))
    assert settings_of(workspace, parks) == {"repair_days"}
    roads.write_text(roads.read_text(encoding="utf-8").replace("repair_days", "mending_days"), encoding="utf-8")
    assert settings_of(workspace, parks) == {"mending_days"}


def test_what_has_not_changed_is_not_worked_out_again(folder: Path, workspace: Workspace) -> None:
    parks = folder / "sheets" / "parks.yaml"
    workspace.update(parks, parks.read_text(encoding="utf-8"))
    assert workspace.view(parks) is workspace.view(parks)
    before = workspace.view(parks)
    workspace.update(parks, parks.read_text(encoding="utf-8"))
    assert workspace.view(parks) is not before


@pytest.mark.parametrize("said", ["plane = 3\n", '[lint]\nignore = ["no-such-rule"]\n'])
def test_settings_that_are_wrong_are_told_before_anything_is_checked(
    folder: Path, workspace: Workspace, said: str
) -> None:
    (folder / "atelier.toml").write_text(said, encoding="utf-8")
    parks = folder / "sheets" / "parks.yaml"
    workspace.update(parks, parks.read_text(encoding="utf-8"))
    with pytest.raises(UsageError):
        workspace.view(parks)


def test_settings_say_which_rules_are_on(folder: Path, workspace: Workspace) -> None:
    parks = folder / "sheets" / "parks.yaml"
    workspace.update(parks, parks.read_text(encoding="utf-8").replace("field: title,", "field: titel,"))
    (found,) = workspace.view(parks).findings.values()
    assert [one.diagnostic.rule for one in found] == ["unknown-field"]
    (folder / "atelier.toml").write_text('[lint]\nignore = ["unknown-field"]\n', encoding="utf-8")
    (found,) = workspace.view(parks).findings.values()
    assert found == ()


def test_a_text_that_is_too_long_is_a_finding(folder: Path, workspace: Workspace) -> None:
    roads = folder / "sheets" / "roads.yaml"
    text = roads.read_text(encoding="utf-8")
    workspace.update(roads, text)
    workspace.update(roads, text + "#" * Limits().size)
    view = workspace.view(roads)
    (found,) = (one for one in view.findings.values() if one)
    assert [one.diagnostic.rule for one in found] == ["too-large"]
    # What it said before is still known.
    assert "report" in view.index.catalog.entity_types


def test_a_text_is_read_once_somebody_asks(folder: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    roads = folder / "sheets" / "roads.yaml"
    text = roads.read_text(encoding="utf-8")
    workspace.update(roads, text)
    workspace.view(roads)
    reads: list[str] = []

    def counting(document: Document) -> Parsed:
        reads.append(document.name)
        return parse(document)

    monkeypatch.setattr(workspace_module, "parse", counting)
    for letters in range(5):
        workspace.update(roads, f"{text}# {'x' * letters}\n")
    assert reads == []
    workspace.view(roads)
    workspace.view(roads)
    assert len(reads) == 1
