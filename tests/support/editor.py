"""An editor that speaks to the language server over its standard input and output, as a test scripts it."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

Script = Callable[["Editor"], Awaitable[None]]

#: An editor that can do what the server asks for where it can be done.
ABLE = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
    ),
    text_document=types.TextDocumentClientCapabilities(
        completion=types.CompletionClientCapabilities(
            completion_item=types.ClientCompletionItemOptions(snippet_support=True)
        ),
        code_action=types.CodeActionClientCapabilities(
            resolve_support=types.ClientCodeActionResolveOptions(properties=["edit"])
        ),
        document_symbol=types.DocumentSymbolClientCapabilities(hierarchical_document_symbol_support=True),
    ),
)


class Editor:
    """An editor with a project open in it."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        self.client = client
        self.folder = folder
        self.found: dict[str, list[types.Diagnostic]] = {}
        self.messages: list[str] = []
        #: What the server has asked to be told of.
        self.watched: list[str] = []
        self._told = asyncio.Event()
        self._versions: dict[str, int] = {}

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _published(params: types.PublishDiagnosticsParams) -> None:
            self.found[params.uri] = list(params.diagnostics)
            self._told.set()

        @client.feature(types.WINDOW_SHOW_MESSAGE)
        def _shown(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)
            self._told.set()

        @client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def _registered(params: types.RegistrationParams) -> None:
            for one in params.registrations:
                options: Any = one.register_options
                self.watched += [watcher["globPattern"] for watcher in options["watchers"]]

    def uri(self, file: str) -> str:
        return (self.folder / file).as_uri()

    def document(self, file: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(file))

    def open(self, file: str, text: str | None = None) -> None:
        said = (self.folder / file).read_text(encoding="utf-8") if text is None else text
        self.open_uri(self.uri(file), said)

    def open_uri(self, uri: str, text: str) -> None:
        item = types.TextDocumentItem(uri, "yaml", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def close(self, file: str) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self.document(file)))

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

    def touched(self, file: str, how: types.FileChangeType = types.FileChangeType.Changed) -> None:
        """Says that a file has changed on disk."""
        event = types.FileEvent(self.uri(file), how)
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))

    async def told(
        self, file: str, *, until: Callable[[list[types.Diagnostic]], bool] = lambda _: True
    ) -> list[types.Diagnostic]:
        """The diagnostics of a file, once they are as waited for."""
        await self.until(lambda: self.uri(file) in self.found and until(self.found[self.uri(file)]))
        return self.found[self.uri(file)]

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Waits for what the server says."""
        async with asyncio.timeout(20):
            while not is_so():
                self._told.clear()
                await self._told.wait()


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


def play(folder: Path, script: Script, able: types.ClientCapabilities | None = None) -> str:
    """What the server complained of while a script spoke to it, which should be nothing; it is seen to end well."""

    async def run() -> str:
        client = LanguageClient("a test", "1")
        editor = Editor(client, folder)
        await client.start_io(sys.executable, "-m", "atelier_cli", "lsp", cwd=str(folder))
        server = client._server
        assert server is not None
        assert server.stderr is not None
        complaints = asyncio.ensure_future(server.stderr.read())
        root = types.InitializeParams(able or types.ClientCapabilities(), root_uri=folder.as_uri())
        await client.initialize_async(root)
        client.initialized(types.InitializedParams())
        await script(editor)
        await client.shutdown_async(None)
        client.exit(None)
        async with asyncio.timeout(20):
            assert await server.wait() == 0
            said = (await complaints).decode()
        await client.stop()
        return said

    return asyncio.run(run())
