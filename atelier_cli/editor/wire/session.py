"""What goes on between an editor and the server."""

import asyncio
from typing import NamedTuple

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from atelier_cli.clock import Clock
from atelier_cli.diagnostics import Position
from atelier_cli.editor.positions import position_at
from atelier_cli.editor.view import View
from atelier_cli.editor.wire.shapes import diagnostic, path_of, to_spot, uri_of
from atelier_cli.editor.workspace import Workspace
from atelier_cli.errors import AtelierError
from atelier_cli.operations.project import shown
from atelier_cli.sheet.document import Document

#: How long after the last stroke the files are checked, in seconds.
_PAUSE = 0.15


class Asked(NamedTuple):
    """A file that an editor asks about, and how it counts."""

    view: View
    name: str
    encoding: str

    @property
    def document(self) -> Document:
        return self.view.parsed(self.name).document

    def at(self, position: types.Position) -> Position:
        return position_at(self.document.text, to_spot(position), self.encoding)


class Session:
    """The files of an editor, and when they are checked."""

    def __init__(self, server: LanguageServer, clock: Clock) -> None:
        self.server = server
        self.workspace = Workspace(clock)
        #: Whether the editor has said good-bye.
        self.is_over = False
        #: What the editor calls the files that are open, by our names: it need not spell a URI as we would.
        self._called: dict[str, str] = {}
        self._due: asyncio.Task[None] | None = None
        self._complaint = ""

    @property
    def encoding(self) -> str:
        """How the editor counts, as the two have agreed."""
        agreed = self.server.server_capabilities.position_encoding
        return str(getattr(agreed, "value", agreed) or "utf-16")

    def update(self, uri: str, text: str) -> None:
        """Takes the text of a file that is open from here on."""
        path = path_of(uri)
        if path is not None:
            self._called[shown(path)] = uri
            self.workspace.update(path, text)

    def asked(self, document: types.TextDocumentIdentifier) -> Asked | None:
        """The file that is asked about; None for one that is not open, or not ours."""
        path = path_of(document.uri)
        if path is None or not self.workspace.is_open(path):
            return None
        try:
            view = self.workspace.view(path)
        except AtelierError as error:
            self._complain(str(error))
            return None
        self._complaint = ""
        name = shown(path)
        is_ours = any(one.document.name == name for one in view.open)
        return Asked(view, name, self.encoding) if is_ours else None

    def check_soon(self, document: types.TextDocumentIdentifier) -> None:
        """Checks the project of a file when nothing more has been written for a moment."""
        if self._due is not None:
            self._due.cancel()
        self._due = asyncio.get_running_loop().create_task(self._check_later(document))

    async def _check_later(self, document: types.TextDocumentIdentifier) -> None:
        await asyncio.sleep(_PAUSE)
        self.check(document)

    def check(self, document: types.TextDocumentIdentifier) -> None:
        """Tells the editor what is found in each open file of a project: a change in one may concern another."""
        asked = self.asked(document)
        if asked is None:
            return
        for one in asked.view.open:
            name = one.document.name
            found = [diagnostic(finding, self.encoding) for finding in asked.view.findings.get(name, ())]
            self._publish(self._called.get(name) or uri_of(name), found)

    def forget(self, uri: str) -> None:
        """Takes back what was found in a file that is closed."""
        self._publish(uri, [])

    def _publish(self, uri: str, found: list[types.Diagnostic]) -> None:
        self.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found))

    def _complain(self, message: str) -> None:
        """Shows a message, once until it is another."""
        if message != self._complaint:
            self._complaint = message
            self.server.window_show_message(types.ShowMessageParams(types.MessageType.Error, message))
