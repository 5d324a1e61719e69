"""The language server as an editor meets it: a process that is spoken to over its standard input and output."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.support.editing import copied

Script = Callable[["Editor"], Awaitable[None]]


class Editor:
    """An editor with a project open in it."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        self.client = client
        self.folder = folder
        self.found: dict[str, list[types.Diagnostic]] = {}
        self._told = asyncio.Event()
        self._versions: dict[str, int] = {}

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _published(params: types.PublishDiagnosticsParams) -> None:
            self.found[params.uri] = list(params.diagnostics)
            self._told.set()

    def uri(self, file: str) -> str:
        return (self.folder / file).as_uri()

    def document(self, file: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(file))

    def open(self, file: str, text: str | None = None) -> None:
        said = (self.folder / file).read_text(encoding="utf-8") if text is None else text
        item = types.TextDocumentItem(self.uri(file), "yaml", 1, said)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, file: str, line: int, start: int, end: int, said: str) -> None:
        """Replaces a stretch of a line, in UTF-16 units."""
        version = self._versions[file] = self._versions.get(file, 1) + 1
        where = types.Range(types.Position(line, start), types.Position(line, end))
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version, self.uri(file)),
                [types.TextDocumentContentChangePartial(where, said)],
            )
        )

    async def told(self, file: str, *, until: Callable[[list[types.Diagnostic]], bool]) -> list[types.Diagnostic]:
        """The diagnostics of a file, once they are as waited for."""
        async with asyncio.timeout(20):
            while self.uri(file) not in self.found or not until(self.found[self.uri(file)]):
                self._told.clear()
                await self._told.wait()
        return self.found[self.uri(file)]


def rules(found: list[types.Diagnostic]) -> list[Any]:
    return [one.code for one in found]


def place(text: str, word: str, nth: int = 0) -> types.Position:
    """Where a word stands, as an editor counts it."""
    index = -1
    for _ in range(nth + 1):
        index = text.index(word, index + 1)
    before = text[:index]
    line = before.rsplit("\n", 1)[-1]
    return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)


def edited(text: str, edits: list[types.TextEdit]) -> str:
    """A text after edits, made as an editor makes them."""
    lines = [line.encode("utf-16-le") for line in text.splitlines(keepends=True)]
    for one in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        assert one.range.start.line == one.range.end.line
        line = lines[one.range.start.line]
        before, after = line[: 2 * one.range.start.character], line[2 * one.range.end.character :]
        lines[one.range.start.line] = before + one.new_text.encode("utf-16-le") + after
    return b"".join(lines).decode("utf-16-le")


def play(folder: Path, script: Script) -> None:
    """Starts the server, lets a script speak to it, and sees it end well."""

    async def run() -> None:
        client = LanguageClient("a test", "1")
        editor = Editor(client, folder)
        await client.start_io(sys.executable, "-m", "atelier_cli", "lsp", cwd=str(folder))
        root = types.InitializeParams(types.ClientCapabilities(), root_uri=folder.as_uri())
        await client.initialize_async(root)
        client.initialized(types.InitializedParams())
        await script(editor)
        await client.shutdown_async(None)
        client.exit(None)
        server = client._server
        assert server is not None
        async with asyncio.timeout(20):
            assert await server.wait() == 0
        await client.stop()

    asyncio.run(run())


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
            assert after == before.replace("status", "state")

    play(folder, script)


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

    play(folder, script)
