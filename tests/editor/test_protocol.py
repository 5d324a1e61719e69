"""The language server as an editor meets it: a process that is spoken to over its standard input and output."""

import re
from pathlib import Path

import pytest
from lsprotocol import types

from tests.support.editing import copied
from tests.support.editor import ABLE, Editor, edited, place, play, rules


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

        # Behind a character that counts twice, a finding is where the editor sees it.
        behind = place((folder / parks).read_text(encoding="utf-8"), 'entity.title"}')
        editor.type(parks, behind.line, behind.character + 7, behind.character + 12, "titel")
        (found,) = await editor.told(parks, until=bool)
        assert found.range == types.Range(
            types.Position(behind.line, behind.character + 7), types.Position(behind.line, behind.character + 12)
        )
        editor.type(parks, behind.line, behind.character + 7, behind.character + 12, "title")
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


def test_an_editor_that_can_do_more_is_told_more(folder: Path) -> None:
    async def script(editor: Editor) -> None:
        roads, client = "sheets/roads.yaml", editor.client
        text = (folder / roads).read_text(encoding="utf-8").replace("field: status, operator:", "field: status, op:")
        editor.open(roads, text)
        found = await editor.told(roads, until=bool)
        assert rules(found) == ["alias-spelling"]
        document = editor.document(roads)

        # All fixes in one, worked out once it is chosen, and meant for this version of the text.
        only = types.CodeActionContext([], only=[types.CodeActionKind.Source])
        asked_for = types.CodeActionParams(document, found[0].range, only)
        (action,) = await client.text_document_code_action_async(asked_for) or ()
        assert isinstance(action, types.CodeAction)
        assert action.edit is None
        chosen = await client.code_action_resolve_async(action)
        assert chosen.edit is not None
        (change,) = chosen.edit.document_changes or ()
        assert isinstance(change, types.TextDocumentEdit)
        assert (change.text_document.uri, change.text_document.version) == (editor.uri(roads), 1)
        assert [getattr(one, "new_text", "") for one in change.edits] == ["erator"]

        # Names with their documentation, keys with what follows them.
        at = place(text, "reason, type: string")
        editor.type(roads, at.line, at.character + 6, at.character + 6, ", vis")
        asked = types.CompletionParams(document, types.Position(at.line, at.character + 11))
        offered = await client.text_document_completion_async(asked)
        assert isinstance(offered, types.CompletionList)
        visibility = next(one for one in offered.items if one.label == "visibility")
        assert visibility.insert_text_format is types.InsertTextFormat.Snippet
        field = place(text, "{field: status, value")
        asked = types.CompletionParams(document, types.Position(field.line, field.character + 10))
        offered = await client.text_document_completion_async(asked)
        assert isinstance(offered, types.CompletionList)
        status = next(one for one in offered.items if one.label == "status")
        status = await client.completion_item_resolve_async(status)
        assert isinstance(status.documentation, types.MarkupContent)
        assert "of `report`" in status.documentation.value

        # Symbols, of the file and of all.
        symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
        assert [one.name for one in symbols or ()] == ["roads", "repair_days", "report", "crew", "close", "follow-up"]
        sought = await client.workspace_symbol_async(types.WorkspaceSymbolParams("reopen"))
        assert [one.name for one in sought or ()] == ["reopen"]
        gate = place(text, "has(entity")
        helped = await client.text_document_signature_help_async(
            types.SignatureHelpParams(document, types.Position(gate.line, gate.character + 5))
        )
        assert helped is not None
        assert [one.label for one in helped.signatures] == ["has(member): boolean"]

    assert play(folder, script, ABLE) == ""
