"""What the server answers to each thing that an editor says; None where it is not about a file of ours."""

from collections.abc import Mapping
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from atelier_cli.diagnostics import Range
from atelier_cli.editor.code_actions import code_actions
from atelier_cli.editor.completion import complete
from atelier_cli.editor.definition import definition
from atelier_cli.editor.formatting import formatting
from atelier_cli.editor.hover import hover
from atelier_cli.editor.positions import index_at, replaced
from atelier_cli.editor.references import references
from atelier_cli.editor.rename import renamable, rename
from atelier_cli.editor.wire.session import Session
from atelier_cli.editor.wire.shapes import (
    diagnostic,
    from_range,
    item,
    location,
    markdown,
    path_of,
    text_edits,
    to_spot,
    to_stretch,
    workspace_edit,
)


async def left(session: Session, _params: None) -> None:
    session.is_over = True


async def opened(session: Session, params: types.DidOpenTextDocumentParams) -> None:
    session.update(params.text_document.uri, params.text_document.text)
    session.check(types.TextDocumentIdentifier(params.text_document.uri))


async def changed(session: Session, params: types.DidChangeTextDocumentParams) -> None:
    path = path_of(params.text_document.uri)
    if path is None or not session.workspace.is_open(path):
        return
    text = session.workspace.text(path)
    for change in params.content_changes:
        where = change.range if isinstance(change, types.TextDocumentContentChangePartial) else None
        text = replaced(text, None if where is None else to_stretch(where), change.text, session.encoding)
    session.update(params.text_document.uri, text)
    session.check_soon(types.TextDocumentIdentifier(params.text_document.uri))


async def saved(session: Session, params: types.DidSaveTextDocumentParams) -> None:
    session.check(params.text_document)


async def closed(session: Session, params: types.DidCloseTextDocumentParams) -> None:
    path = path_of(params.text_document.uri)
    if path is not None:
        session.workspace.close(path)
        session.forget(params.text_document.uri)


def told(session: Session, params: types.HoverParams) -> types.Hover | None:
    asked = session.asked(params.text_document)
    said = None if asked is None else hover(asked.view, asked.name, asked.at(params.position))
    if asked is None or said is None:
        return None
    return types.Hover(markdown(said.text), from_range(asked.document, said.range, asked.encoding))


def completed(session: Session, params: types.CompletionParams) -> types.CompletionList | None:
    asked = session.asked(params.text_document)
    if asked is None:
        return None
    text = asked.document.text
    found = complete(asked.view, asked.name, text, index_at(text, to_spot(params.position), asked.encoding))
    items = [item(one, text, i, asked.encoding) for i, one in enumerate(found)]
    return types.CompletionList(is_incomplete=False, items=items)


def defined(session: Session, params: types.DefinitionParams) -> list[types.Location] | None:
    asked = session.asked(params.text_document)
    if asked is None:
        return None
    return [location(one, asked.encoding) for one in definition(asked.view, asked.name, asked.at(params.position))]


def named(session: Session, params: types.ReferenceParams) -> list[types.Location] | None:
    asked = session.asked(params.text_document)
    if asked is None:
        return None
    with_declarations = params.context.include_declaration
    found = references(asked.view, asked.name, asked.at(params.position), declarations=with_declarations)
    return [location(one, asked.encoding) for one in found]


def may_be_renamed(session: Session, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    asked = session.asked(params.text_document)
    if asked is None:
        return None
    meant = renamable(asked.view, asked.name, asked.at(params.position))
    if isinstance(meant, str):
        raise JsonRpcInvalidParams(message=meant)
    where = from_range(asked.document, meant.range, asked.encoding)
    return types.PrepareRenamePlaceholder(where, meant.symbol.name)


def renamed(session: Session, params: types.RenameParams) -> types.WorkspaceEdit | None:
    asked = session.asked(params.text_document)
    if asked is None:
        return None
    outcome = rename(asked.view, asked.name, asked.at(params.position), params.new_name)
    _refuse(outcome.refusal)
    return workspace_edit(outcome.files, asked.encoding)


def mended(session: Session, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    asked = session.asked(params.text_document)
    if asked is None:
        return None
    where = Range(asked.at(params.range.start), asked.at(params.range.end))
    return [
        types.CodeAction(
            title=one.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic(one.finding, asked.encoding)],
            is_preferred=one.safe or None,
            edit=workspace_edit([one.change], asked.encoding),
        )
        for one in code_actions(asked.view, asked.name, where)
    ]


def formatted(session: Session, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
    asked = session.asked(params.text_document)
    if asked is None:
        return None
    outcome = formatting(asked.view, asked.name)
    _refuse(outcome.refusal)
    return [edit for file in outcome.files for edit in text_edits(file, asked.encoding)]


def _refuse(refusal: str) -> None:
    """Raises what the editor shows where something was refused."""
    if refusal:
        raise JsonRpcInvalidParams(message=refusal)


ANSWERS: Mapping[str, Any] = {
    types.SHUTDOWN: left,
    types.TEXT_DOCUMENT_DID_OPEN: opened,
    types.TEXT_DOCUMENT_DID_CHANGE: changed,
    types.TEXT_DOCUMENT_DID_SAVE: saved,
    types.TEXT_DOCUMENT_DID_CLOSE: closed,
    types.TEXT_DOCUMENT_HOVER: told,
    types.TEXT_DOCUMENT_COMPLETION: completed,
    types.TEXT_DOCUMENT_DEFINITION: defined,
    types.TEXT_DOCUMENT_REFERENCES: named,
    types.TEXT_DOCUMENT_PREPARE_RENAME: may_be_renamed,
    types.TEXT_DOCUMENT_RENAME: renamed,
    types.TEXT_DOCUMENT_CODE_ACTION: mended,
    types.TEXT_DOCUMENT_FORMATTING: formatted,
}
