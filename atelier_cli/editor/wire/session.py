"""What goes on between an editor and the server."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from atelier_cli.clock import Clock
from atelier_cli.diagnostics import Position
from atelier_cli.editor.positions import position_at
from atelier_cli.editor.view import Found, View
from atelier_cli.editor.wire.client import Client, OpenFile, path_of, takes_versions
from atelier_cli.editor.wire.shapes import diagnostic, to_spot
from atelier_cli.editor.workspace import Workspace
from atelier_cli.errors import AtelierError
from atelier_cli.operations.listing import shown
from atelier_cli.operations.settings import CONFIG_FILES
from atelier_cli.sheet.document import Document

#: How long after the last stroke the open files are checked, and how long after that the others, in seconds.
#: Where a check takes longer than that, the next one waits as long: who types is answered in between.
_PAUSE = 0.15
#: How long after a file was opened or changed on disk: long enough for all that come at once.
_MOMENT = 0.02


class Asked(NamedTuple):
    """A file that an editor asks about, and who asks."""

    view: View
    name: str
    client: Client

    @property
    def document(self) -> Document:
        return self.view.parsed(self.name).document

    def at(self, position: types.Position) -> Position:
        return position_at(self.document.text, to_spot(position), self.client.encoding)


class Session:
    """The files of an editor, and when they are checked."""

    def __init__(self, server: LanguageServer, clock: Clock) -> None:
        self.server = server
        self.workspace = Workspace(clock)
        #: Whether the editor has said good-bye.
        self.is_over = False
        #: How often a text has changed.
        self.changes = 0
        self._files: dict[str, OpenFile] = {}
        #: The settings of the projects that the editor has opened as folders.
        self._projects: set[Path] = set()
        #: Files whose projects are to be checked.
        self._waiting: set[Path] = set()
        self._due: asyncio.Task[None] | None = None
        self._took = 0.0
        #: The files of each project, as of the last check of all of them.
        self._checked: dict[Path, set[str]] = {}
        #: What was found in each file, as the editor knows it.
        self._told: dict[str, list[types.Diagnostic]] = {}
        #: What was last said to be wrong of the settings for a folder.
        self._complaints: dict[Path, str] = {}

    @property
    def client(self) -> Client:
        """How the editor wants to be spoken to, as the two have agreed."""
        agreed = self.server.server_capabilities.position_encoding
        encoding = str(getattr(agreed, "value", agreed) or "utf-16")
        return Client(encoding, self._files, takes_versions(self.server.client_capabilities))

    def update(self, document: OpenFile, text: str) -> None:
        """Takes the text of a file that is open from here on."""
        path = path_of(document.uri)
        if path is not None:
            self.changes += 1
            self._files[shown(path)] = document
            self.workspace.update(path, text)

    def close(self, uri: str) -> None:
        """Leaves a file to the disk."""
        path = path_of(uri)
        if path is not None and self.workspace.is_open(path):
            self.workspace.close(path)
            # It may have been a file of no project: then nobody else takes back what was said of it.
            self._files[shown(path)] = OpenFile(uri)
            self._publish(shown(path), [])
            self.check_soon([path], at_once=True)

    def view(self, path: Path) -> View | None:
        """The project of a file; None, with a message for the person, where its settings are wrong."""
        try:
            view = self.workspace.view(path)
        except AtelierError as error:
            self._complain(path.parent, str(error))
            return None
        self._complaints.pop(path.parent, None)
        return view

    def asked(self, document: types.TextDocumentIdentifier) -> Asked | None:
        """The file that is asked about; None for one that is not open, or not ours."""
        path = path_of(document.uri)
        if path is None or not self.workspace.is_open(path):
            return None
        view, name = self.view(path), shown(path)
        is_ours = view is not None and any(one.document.name == name for one in view.open)
        return Asked(view, name, self.client) if is_ours and view is not None else None

    def views(self) -> list[View]:
        """The projects of all files that are open, and of the folders that the editor has opened."""
        found = [self.view(path) for path in (*self.workspace.open_files(), *self._projects)]
        return list({view.project.root: view for view in found if view is not None}.values())

    def look_into(self, folders: Iterable[Path]) -> None:
        """Checks the projects that folders are; others are checked once one of their files is open."""
        files = [folder / name for folder in folders for name in CONFIG_FILES if (folder / name).is_file()]
        self._projects.update(file for file in files if (view := self.view(file)) is not None and view.project.config)
        self.check_soon(files, at_once=True)

    def check_soon(self, files: Iterable[Path], *, at_once: bool = False) -> None:
        """Checks the projects of files when nothing more has come for a moment."""
        self._waiting.update(files)
        if self._due is not None:
            self._due.cancel()
        self._due = asyncio.get_running_loop().create_task(self._check_after(_MOMENT if at_once else _PAUSE))

    async def _check_after(self, pause: float) -> None:
        """Tells what is found: in the open files of each project first, since somebody is looking at them."""
        await asyncio.sleep(max(pause, min(self._took, 1.0)))
        views = {view.project.root: view for path in sorted(self._waiting) if (view := self.view(path)) is not None}
        began = asyncio.get_running_loop().time()
        ours = [view for view in views.values() if view.open or view.project.config is not None]
        for view in ours:
            self._tell(view.findings)
        self._took = asyncio.get_running_loop().time() - began
        await asyncio.sleep(max(_PAUSE, self._took))
        for view in ours:
            self._tell(view.elsewhere)
            known = {*view.findings, *view.elsewhere}
            for name in self._checked.get(view.project.root, set()) - known:
                self._publish(name, [])
            self._checked[view.project.root] = known
        self._waiting.clear()

    def _tell(self, found: Found) -> None:
        client = self.client
        for name, findings in found.items():
            self._publish(name, [diagnostic(one, client) for one in findings])

    def _publish(self, name: str, found: list[types.Diagnostic]) -> None:
        client = self.client
        version = client.version(name)
        # Of a file that is open, an editor waits for an answer to each version; of the others it knows it all.
        if version is not None or found != self._told.get(name, []):
            self._told[name] = found
            self.server.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(client.uri(name), found, version)
            )

    def _complain(self, folder: Path, message: str) -> None:
        """Shows a message, once until it is another."""
        if message not in self._complaints.values():
            self.server.window_show_message(types.ShowMessageParams(types.MessageType.Error, message))
        self._complaints[folder] = message
