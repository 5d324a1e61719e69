"""The language server as an editor meets it: a process that is spoken to over its standard input and output."""

import re
from pathlib import Path

import pytest
from lsprotocol import types

from tests.support.editing import copied
from tests.support.editor import Editor, edited, place, play, rules


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path / "project")


def test_a_developer_writes_completes_and_renames(folder: Path) -> None:
    async def script(editor: Editor) -> None:
        roads, parks = "sheets/roads.yaml", "sheets/parks.yaml"
        text = (folder / roads).read_text(encoding="utf-8")
        editor.open(roads)
        editor.open(parks)
        assert await editor.told(roads, until=lambda _: True) == []

        # A slip of the keyboard is seen while typing, where it is.
        at = place(text, "field: title, value: $parameters")
        editor.type(roads, at.line, at.character + 7, at.character + 12, "tilte")
        wrong = await editor.told(roads, until=bool)
        assert rules(wrong) == ["unknown-field"]
        assert wrong[0].range == types.Range(
            types.Position(at.line, at.character + 7), types.Position(at.line, at.character + 12)
        )
        # It has a fix.
        asked = types.CodeActionParams(editor.document(roads), wrong[0].range, types.CodeActionContext(wrong))
        actions = await editor.client.text_document_code_action_async(asked)
        assert actions is not None
        assert [one.title for one in actions] == ["rename to `title`", "ignore `unknown-field` here"]
        editor.type(roads, at.line, at.character + 7, at.character + 12, "title")
        await editor.told(roads, until=lambda found: not found)

        # The fields of the entity are offered.
        value = place(text, "$parameters.reason")
        editor.type(roads, value.line, value.character, value.character + 18, "$entity.")
        position = types.Position(value.line, value.character + 8)
        offered = await editor.client.text_document_completion_async(
            types.CompletionParams(editor.document(roads), position)
        )
        assert isinstance(offered, types.CompletionList)
        assert [one.label for one in offered.items] == ["id", "crew", "status", "title", "height"]
        editor.type(roads, value.line, value.character, value.character + 8, "$parameters.reason")
        await editor.told(roads, until=lambda found: not found)

        # A field is renamed everywhere.
        field = place(text, "field: status")
        position = types.Position(field.line, field.character + 9)
        made = await editor.client.text_document_rename_async(
            types.RenameParams(editor.document(roads), position, "state")
        )
        assert made is not None
        assert made.changes is not None
        assert {*made.changes} == {editor.uri(roads), editor.uri(parks)}
        for file in (roads, parks):
            before = (folder / file).read_text(encoding="utf-8")
            after = edited(before, list(made.changes[editor.uri(file)]))
            # What was called `status` in the store is told, where it becomes another row's name.
            assert re.sub(r"(, |\n *)renamed_from: status\b", "", after) == before.replace("status", "state")
            assert "renamed_from: status" in after

    assert play(folder, script) == ""


def test_a_change_in_one_file_is_felt_in_another(folder: Path) -> None:
    async def script(editor: Editor) -> None:
        roads, parks = "sheets/roads.yaml", "sheets/parks.yaml"
        text = (folder / roads).read_text(encoding="utf-8")
        editor.open(roads)
        editor.open(parks)
        assert await editor.told(parks, until=lambda _: True) == []
        at = place(text, "field_key: title")
        editor.type(roads, at.line, at.character + 11, at.character + 16, "headline")
        assert "unknown-field" in rules(await editor.told(parks, until=bool))
        editor.type(roads, at.line, at.character + 11, at.character + 19, "title")
        await editor.told(parks, until=lambda found: not found)

        # What else an editor asks.
        text = (folder / parks).read_text(encoding="utf-8")
        document = editor.document(parks)
        position = place(text, "entity.title")
        position.character += len("entity.")
        said = await editor.client.text_document_hover_async(types.HoverParams(document, position))
        assert said is not None
        assert isinstance(said.contents, types.MarkupContent)
        assert "**field** `title` of `report`: string" in said.contents.value
        places = await editor.client.text_document_definition_async(types.DefinitionParams(document, position))
        assert isinstance(places, list)
        assert [one.uri for one in places if isinstance(one, types.Location)] == [editor.uri("sheets/roads.yaml")]
        named = await editor.client.text_document_references_async(
            types.ReferenceParams(types.ReferenceContext(include_declaration=True), document, position)
        )
        assert named is not None
        assert {one.uri for one in named} == {editor.uri("sheets/roads.yaml"), editor.uri(parks)}
        options = types.FormattingOptions(tab_size=2, insert_spaces=True)
        edits = await editor.client.text_document_formatting_async(types.DocumentFormattingParams(document, options))
        assert edits
        with pytest.raises(Exception, match="snake_case"):
            await editor.client.text_document_rename_async(types.RenameParams(document, position, "Not a name"))

    assert play(folder, script) == ""
