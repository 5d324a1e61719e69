"""What the server does when an editor says that something has happened."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lsprotocol import types

from atelier_cli.editor.positions import replaced
from atelier_cli.editor.wire.client import OpenFile, path_of, watches
from atelier_cli.editor.wire.session import Session
from atelier_cli.editor.wire.shapes import to_stretch
from atelier_cli.operations.settings import CONFIG_FILES

#: The files that a project is made of.
_WATCHED = ("**/*.{yaml,yml}", *(f"**/{name}" for name in CONFIG_FILES))


def met(session: Session, _params: types.InitializedParams) -> None:
    """Looks at the projects that the editor has opened, and asks to be told of their files."""
    folders = session.server.workspace.folders or {session.server.workspace.root_uri or "": None}
    session.look_into([path for uri in folders if (path := path_of(uri)) is not None])
    if watches(session.server.client_capabilities):
        baselines = [view.project.settings.lint.baseline for view in session.views()]
        patterns = [*_WATCHED, *(f"**/{Path(one).name}" for one in baselines if one is not None)]
        watchers = [types.FileSystemWatcher(pattern) for pattern in dict.fromkeys(patterns)]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        wanted = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        session.server.client_register_capability(types.RegistrationParams([wanted]))


def moved(session: Session, params: types.DidChangeWorkspaceFoldersParams) -> None:
    session.look_into([path for one in params.event.added if (path := path_of(one.uri)) is not None])


def opened(session: Session, params: types.DidOpenTextDocumentParams) -> None:
    document = params.text_document
    session.update(OpenFile(document.uri, document.version), document.text)
    session.check_soon(_files(document.uri), at_once=True)


def changed(session: Session, params: types.DidChangeTextDocumentParams) -> None:
    document = params.text_document
    path = path_of(document.uri)
    if path is None or not session.workspace.is_open(path):
        return
    text = session.workspace.text(path)
    for change in params.content_changes:
        where = change.range if isinstance(change, types.TextDocumentContentChangePartial) else None
        text = replaced(text, None if where is None else to_stretch(where), change.text, session.client.encoding)
    session.update(OpenFile(document.uri, document.version), text)
    session.check_soon([path])


def saved(session: Session, params: types.DidSaveTextDocumentParams) -> None:
    session.check_soon(_files(params.text_document.uri), at_once=True)


def closed(session: Session, params: types.DidCloseTextDocumentParams) -> None:
    session.close(params.text_document.uri)


def touched(session: Session, params: types.DidChangeWatchedFilesParams) -> None:
    """Files were written, made or deleted beside the editor: a project's, or the settings that make one."""
    changed_files = [path for one in params.changes for path in _files(one.uri)]
    session.check_soon([*changed_files, *session.workspace.open_files()], at_once=True)


def left(session: Session, _params: None) -> None:
    session.is_over = True


def _files(uri: str) -> list[Path]:
    path = path_of(uri)
    return [] if path is None else [path]


HAPPENINGS: Mapping[str, Any] = {
    types.INITIALIZED: met,
    types.SHUTDOWN: left,
    types.TEXT_DOCUMENT_DID_OPEN: opened,
    types.TEXT_DOCUMENT_DID_CHANGE: changed,
    types.TEXT_DOCUMENT_DID_SAVE: saved,
    types.TEXT_DOCUMENT_DID_CLOSE: closed,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: touched,
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: moved,
}
