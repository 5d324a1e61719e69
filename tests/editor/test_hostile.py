"""Editors that say what they should not: the server goes on, answers what it can, and complains of nothing."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.support.editing import copied
from tests.support.editor import ABLE, Editor, play

ROADS, PARKS = "sheets/roads.yaml", "sheets/parks.yaml"
FAR = types.Position(2**31 - 1, 2**31 - 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path / "project")


async def ask_all(editor: Editor, uri: str, at: types.Position) -> list[Any]:
    """Asks all there is to ask about a point of a file."""
    client, document, where = editor.client, types.TextDocumentIdentifier(uri), types.Range(at, at)
    asked: list[Awaitable[Any]] = [
        client.text_document_hover_async(types.HoverParams(document, at)),
        client.text_document_completion_async(types.CompletionParams(document, at)),
        client.text_document_signature_help_async(types.SignatureHelpParams(document, at)),
        client.text_document_definition_async(types.DefinitionParams(document, at)),
        client.text_document_references_async(
            types.ReferenceParams(types.ReferenceContext(include_declaration=True), document, at)
        ),
        client.text_document_document_highlight_async(types.DocumentHighlightParams(document, at)),
        client.text_document_document_symbol_async(types.DocumentSymbolParams(document)),
        client.text_document_code_action_async(types.CodeActionParams(document, where, types.CodeActionContext([]))),
        client.text_document_prepare_rename_async(types.PrepareRenameParams(document, at)),
        client.text_document_rename_async(types.RenameParams(document, at, "another")),
        client.text_document_formatting_async(
            types.DocumentFormattingParams(document, types.FormattingOptions(tab_size=2, insert_spaces=True))
        ),
    ]
    return list(await asyncio.gather(*asked, return_exceptions=True))


STRANGE = [
    "untitled:Untitled-1",
    "git:/project/sheets/roads.yaml?%7B%7D",
    "file:///c%3A/project/sheets/roads.yaml",
    "file://server/share/roads.yaml",
    "file:///nowhere/at/all.yaml",
    "file:///%00.yaml",
    "file:",
    "http://[::1/x.yaml",
    "not a URI",
    "",
]


def test_files_that_are_none(folder: Path) -> None:
    async def script(editor: Editor) -> None:
        text = (folder / ROADS).read_text(encoding="utf-8")
        for uri in STRANGE:
            # Before it is open, while it is, and after.
            changed = types.VersionedTextDocumentIdentifier(2, uri)
            change = types.DidChangeTextDocumentParams(changed, [types.TextDocumentContentChangeWholeDocument("x")])
            editor.client.text_document_did_change(change)
            assert await ask_all(editor, uri, types.Position(3, 5)) == [None] * 11
            editor.open_uri(uri, text)
            await ask_all(editor, uri, types.Position(3, 5))
            editor.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
            editor.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
            editor.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))
            event = types.FileEvent(uri, types.FileChangeType.Deleted)
            editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        # It is still there.
        editor.open(PARKS)
        assert await editor.told(PARKS) == []
        assert editor.messages == []

    assert play(folder, script, ABLE) == ""


TEXTS = [
    "",
    "\ufeff",
    "\0",
    "[[[",
    "a: &a [*a]\n",
    "- - - -\n",
    "%YAML 9.9\n---\n",
    "identity: {code: a, name: A}\n---\nidentity: {code: b, name: B}\n",
    "identity:\n\t- x\n",
    "a" * 600_000,
    "identity: {code: roads, name: Roads}\nactions: " + "[" * 200,
    "🌳\ud800: \udfff\n",
    "\r\r\n\u2028\u0085",
]


def test_texts_that_are_no_sheets(folder: Path) -> None:
    async def script(editor: Editor) -> None:
        editor.open(ROADS, "")
        for version, text in enumerate(TEXTS, start=2):
            changed = types.VersionedTextDocumentIdentifier(version, editor.uri(ROADS))
            change = types.DidChangeTextDocumentParams(changed, [types.TextDocumentContentChangeWholeDocument(text)])
            editor.client.text_document_did_change(change)
            for at in (types.Position(0, 0), types.Position(0, 3), FAR):
                for answer in await ask_all(editor, editor.uri(ROADS), at):
                    # What cannot be is refused in words, and nothing falls over.
                    assert (
                        not isinstance(answer, BaseException)
                        or "mend it first" in str(answer)
                        or (isinstance(answer, JsonRpcException) and "there is no name here" in str(answer))
                    )
        changed = types.VersionedTextDocumentIdentifier(99, editor.uri(ROADS))
        text = (folder / ROADS).read_text(encoding="utf-8")
        # A range that ends before it starts, and one that is nowhere.
        for where, said in ((types.Range(FAR, types.Position(0, 0)), "x"), (types.Range(FAR, FAR), "y")):
            change = types.DidChangeTextDocumentParams(changed, [types.TextDocumentContentChangePartial(where, said)])
            editor.client.text_document_did_change(change)
        whole = types.DidChangeTextDocumentParams(changed, [types.TextDocumentContentChangeWholeDocument(text)])
        editor.found.clear()
        editor.client.text_document_did_change(whole)
        assert await editor.told(ROADS) == []

    assert play(folder, script) == ""


def said(*messages: dict[str, Any] | bytes) -> bytes:
    """Messages as they go over the line."""
    bodies = [one if isinstance(one, bytes) else json.dumps({"jsonrpc": "2.0", **one}).encode() for one in messages]
    return b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(body), body) for body in bodies)


START: dict[str, Any] = {"id": 1, "method": "initialize", "params": {"processId": None, "capabilities": {}}}
SHUTDOWN: dict[str, Any] = {"id": 2, "method": "shutdown"}
EXIT: dict[str, Any] = {"method": "exit"}


def served(folder: Path, line: bytes) -> tuple[int, str, str]:
    """How the server ends that is told this, and what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "atelier_cli", "lsp"],
        cwd=folder,
        input=line,
        capture_output=True,
        timeout=20,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        pytest.param(said(START, EXIT), 1, id="an exit without a good-bye"),
        pytest.param(said(START)[:-9], 1, id="a message that is cut"),
    ],
)
def test_an_end_without_a_good_bye(line: bytes, code: int, folder: Path) -> None:
    found, _, complaints = served(folder, line)
    assert found == code
    assert "Traceback" not in complaints


#: What makes no sense, and what is complained of; nothing where an answer says it.
WRONG: list[dict[str, Any] | bytes] = [
    b"{{{",
    b"[]",
    b"null",
    b'{"jsonrpc": "2.0", "method": "\xff"}',
    {"id": 3, "method": "textDocument/nonsense", "params": {}},
    {"method": "$/nonsense", "params": {}},
    {"id": 4, "method": "textDocument/hover", "params": {"position": 3}},
    {"id": 5, "method": "textDocument/hover"},
    {"id": 99, "result": {}},
    {"method": "$/cancelRequest", "params": {"id": 99}},
]


def test_messages_that_make_no_sense(folder: Path) -> None:
    code, out, complaints = served(folder, said(START, *WRONG, SHUTDOWN, EXIT))
    assert code == 0
    assert '"id": 2' in out
    assert "Traceback" not in complaints
    assert len(complaints.splitlines()) <= len(WRONG)
