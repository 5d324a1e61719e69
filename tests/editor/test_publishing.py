"""What an editor is told without asking: of every file of the project, open or not, as files and settings change."""

import json
from pathlib import Path

import pytest
from lsprotocol import types

from tests.support.editing import copied
from tests.support.editor import ABLE, Editor, place, play, rules

ROADS, PARKS = "sheets/roads.yaml", "sheets/parks.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path / "project")


def rename_title(folder: Path) -> None:
    text = (folder / ROADS).read_text(encoding="utf-8")
    (folder / ROADS).write_text(text.replace("field_key: title", "field_key: headline"), encoding="utf-8")


def test_a_folder_is_checked_before_any_file_is_open(folder: Path) -> None:
    rename_title(folder)

    async def script(editor: Editor) -> None:
        assert "unknown-field" in rules(await editor.told(PARKS, until=bool))
        assert editor.watched == ["**/*.{yaml,yml}", "**/atelier.toml", "**/pyproject.toml"]

    assert play(folder, script, ABLE) == ""


def test_a_file_that_is_not_open_is_told_of_as_another_is_written(folder: Path) -> None:
    async def script(editor: Editor) -> None:
        text = (folder / ROADS).read_text(encoding="utf-8")
        editor.open(ROADS)
        at = place(text, "field_key: title")
        editor.type(ROADS, at.line, at.character + 11, at.character + 16, "headline")
        assert "unknown-field" in rules(await editor.told(PARKS, until=bool))
        # What was not saved is forgotten with the text.
        editor.close(ROADS)
        assert await editor.told(PARKS, until=lambda found: not found) == []

    assert play(folder, script) == ""


def test_files_that_change_beside_the_editor_are_looked_at(folder: Path) -> None:
    async def script(editor: Editor) -> None:
        editor.open(PARKS)
        assert await editor.told(PARKS) == []
        rename_title(folder)
        editor.touched(ROADS)
        assert "unknown-field" in rules(await editor.told(PARKS, until=bool))

        # A new file has a say, and takes it with it when it goes.
        new = folder / "sheets" / "new.yaml"
        new.write_text("identity: {code: new, name: New}\nactions: [{key: x}]\n", encoding="utf-8")
        editor.touched("sheets/new.yaml", types.FileChangeType.Created)
        assert await editor.told("sheets/new.yaml", until=bool)
        new.unlink()
        editor.touched("sheets/new.yaml", types.FileChangeType.Deleted)
        assert await editor.told("sheets/new.yaml", until=lambda found: not found) == []

    assert play(folder, script, ABLE) == ""


def test_settings_that_change_are_gone_by(folder: Path) -> None:
    async def script(editor: Editor) -> None:
        text = (folder / PARKS).read_text(encoding="utf-8")
        editor.open(PARKS, text.replace("field: title,", "field: titel,"))
        assert rules(await editor.told(PARKS, until=bool)) == ["unknown-field"]
        settings = folder / "atelier.toml"
        before = settings.read_text(encoding="utf-8")
        settings.write_text(f'{before}[lint]\nignore = ["unknown-field"]\n', encoding="utf-8")
        editor.touched("atelier.toml")
        assert await editor.told(PARKS, until=lambda found: not found) == []
        # Settings that are wrong are told; then nothing is checked until they are right.
        settings.write_text(f'{before}[lint]\nignore = ["no-such-rule"]\n', encoding="utf-8")
        editor.touched("atelier.toml")
        await editor.until(lambda: any("no-such-rule" in one for one in editor.messages))
        settings.write_text(before, encoding="utf-8")
        editor.touched("atelier.toml")
        assert rules(await editor.told(PARKS, until=bool)) == ["unknown-field"]
        assert len(editor.messages) == 1

    assert play(folder, script, ABLE) == ""


def test_what_the_baseline_knows_is_kept_back(folder: Path) -> None:
    text = (folder / PARKS).read_text(encoding="utf-8").replace("field: title,", "field: titel,")
    (folder / PARKS).write_text(text, encoding="utf-8")
    known = {"file": PARKS, "entity": "actions[reopen].edits[titel].field", "rule": "unknown-field", "count": 1}
    (folder / "known.json").write_text(json.dumps({"schema_version": 1, "findings": [known]}), encoding="utf-8")
    settings = (folder / "atelier.toml").read_text(encoding="utf-8")
    (folder / "atelier.toml").write_text(f'{settings}[lint]\nbaseline = "known.json"\n', encoding="utf-8")

    async def script(editor: Editor) -> None:
        editor.open(PARKS)
        assert await editor.told(PARKS) == []
        # Another one is not known.
        at = place(text, "'closed'")
        editor.type(PARKS, at.line, at.character + 1, at.character + 7, "clsed")
        assert rules(await editor.told(PARKS, until=bool)) == ["unknown-value"]
        assert set(editor.found) == {editor.uri(PARKS)}
        # A baseline that is written anew counts from then on.
        assert "**/known.json" in editor.watched
        (folder / "known.json").write_text('{"schema_version": 1, "findings": []}', encoding="utf-8")
        editor.touched("known.json")
        await editor.told(PARKS, until=lambda found: rules(found) == ["unknown-value", "unknown-field"])

    assert play(folder, script, ABLE) == ""
