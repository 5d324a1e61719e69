"""What the server answers to each question of an editor; None where it is not about a file of ours."""

from collections.abc import Mapping
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from atelier_cli.catalog.uses.symbol import Kind, Occurrence, Symbol
from atelier_cli.diagnostics import Place, Range
from atelier_cli.editor.code_actions import can_fix_all, code_actions, fix_all
from atelier_cli.editor.completion import complete
from atelier_cli.editor.definition import definition
from atelier_cli.editor.documentation import of_symbol
from atelier_cli.editor.formatting import formatting
from atelier_cli.editor.hover import hover
from atelier_cli.editor.outline import outline, search
from atelier_cli.editor.positions import index_at
from atelier_cli.editor.references import references
from atelier_cli.editor.rename import renamable, rename
from atelier_cli.editor.signature import signature
from atelier_cli.editor.wire.client import resolves_edits, takes_snippets
from atelier_cli.editor.wire.session import Session
from atelier_cli.editor.wire.shapes import (
    diagnostic,
    from_range,
    item,
    location,
    markdown,
    signature_help,
    symbol,
    text_edits,
    to_spot,
    workspace_edit,
    workspace_symbols,
)


def told(session: Session, params: types.HoverParams) -> types.Hover | None:
    asked = session.asked(params.text_document)
    said = None if asked is None else hover(asked.view, asked.name, asked.at(params.position))
    if asked is None or said is None:
        return None
    return types.Hover(markdown(said.text), from_range(asked.document, said.range, asked.client.encoding))


def completed(session: Session, params: types.CompletionParams) -> types.CompletionList | None:
    asked = session.asked(params.text_document)
    if asked is None:
        return None
    text, encoding = asked.document.text, asked.client.encoding
    found = complete(asked.view, asked.name, text, index_at(text, to_spot(params.position), encoding))
    snippets = takes_snippets(session.server.client_capabilities)
    items = [item(one, text, i, encoding, snippets=snippets) for i, one in enumerate(found)]
    for made, one in zip(items, found, strict=True):
        if one.symbol is not None:
            made.data = [params.text_document.uri, *one.symbol]
    return types.CompletionList(is_incomplete=False, items=items)


def looked_at(session: Session, params: types.CompletionItem) -> types.CompletionItem:
    """A completion with the documentation of what it names."""
    match params.data:
        case [str(uri), str(kind), [*scope], str(name)] if kind in list(Kind):
            asked = session.asked(types.TextDocumentIdentifier(uri))
            known = Symbol(Kind(kind), tuple(map(str, scope)), name)
            told = "" if asked is None else of_symbol(Occurrence(known, Place("")), asked.view.index)
            params.documentation = markdown(told) if told else None
    return params


def called(session: Session, params: types.SignatureHelpParams) -> types.SignatureHelp | None:
    asked = session.asked(params.text_document)
    if asked is None:
        return None
    text = asked.document.text
    at = index_at(text, to_spot(params.position), asked.client.encoding)
    found = signature(asked.name, text, at)
    return None if found is None else signature_help(found)


def defined(session: Session, params: types.DefinitionParams) -> list[types.Location] | None:
    asked = session.asked(params.text_document)
    if asked is None:
        return None
    return [location(one, asked.client) for one in definition(asked.view, asked.name, asked.at(params.position))]


def named(session: Session, params: types.ReferenceParams) -> list[types.Location] | None:
    asked = session.asked(params.text_document)
    if asked is None:
        return None
    with_declarations = params.context.include_declaration
    found = references(asked.view, asked.name, asked.at(params.position), declarations=with_declarations)
    return [location(one, asked.client) for one in found]


def highlighted(session: Session, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
    asked = session.asked(params.text_document)
    if asked is None:
        return None
    found = references(asked.view, asked.name, asked.at(params.position))
    here = [where for document, where in found if document.name == asked.name]
    return [types.DocumentHighlight(from_range(asked.document, where, asked.client.encoding)) for where in here]


def listed(session: Session, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
    asked = session.asked(params.text_document)
    document = None if asked is None else asked.view.document(asked.name)
    if asked is None or document is None:
        return None
    return [symbol(one, asked.client, document) for one in outline(asked.view, asked.name)]


def sought(session: Session, params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
    found = [one for view in session.views() for one in search(view, params.query)]
    return workspace_symbols(found, session.client)


def may_be_renamed(session: Session, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    asked = session.asked(params.text_document)
    if asked is None:
        return None
    meant = renamable(asked.view, asked.name, asked.at(params.position))
    if isinstance(meant, str):
        raise _refused(meant)
    where = from_range(asked.document, meant.range, asked.client.encoding)
    return types.PrepareRenamePlaceholder(where, meant.symbol.name)


def renamed(session: Session, params: types.RenameParams) -> types.WorkspaceEdit | None:
    asked = session.asked(params.text_document)
    if asked is None:
        return None
    outcome = rename(asked.view, asked.name, asked.at(params.position), params.new_name)
    _refuse(outcome.refusal)
    return workspace_edit(outcome.files, asked.client)


def mended(session: Session, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    asked = session.asked(params.text_document)
    if asked is None:
        return None
    where = Range(asked.at(params.range.start), asked.at(params.range.end))
    quick, every = types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll
    found = []
    if _is_wanted(quick, params.context.only):
        found += [
            types.CodeAction(
                title=one.title,
                kind=quick,
                diagnostics=[diagnostic(one.finding, asked.client)],
                is_preferred=one.safe or None,
                edit=workspace_edit([one.change], asked.client),
            )
            for one in code_actions(asked.view, asked.name, where)
        ]
    if _is_wanted(every, params.context.only) and can_fix_all(asked.view, asked.name):
        one = types.CodeAction(title="fix all that can be fixed safely", kind=every, data=params.text_document.uri)
        found.append(one if resolves_edits(session.server.client_capabilities) else chosen(session, one))
    return found


def chosen(session: Session, params: types.CodeAction) -> types.CodeAction:
    """An action with its changes: what takes long to work out is left until somebody chooses it."""
    asked = session.asked(types.TextDocumentIdentifier(params.data)) if isinstance(params.data, str) else None
    change = None if asked is None else fix_all(asked.view, asked.name)
    if asked is not None and change is not None:
        params.edit = workspace_edit([change], asked.client)
    return params


def _is_wanted(kind: types.CodeActionKind, only: Any) -> bool:
    """Whether an editor asks for actions of a kind: `source` asks for `source.fixAll` too."""
    return not only or any(f"{kind.value}.".startswith(f"{getattr(one, 'value', one)}.") for one in only)


def formatted(session: Session, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
    asked = session.asked(params.text_document)
    if asked is None:
        return None
    if asked.document.problems:
        # The findings say so: who saves a half-written file is not told again.
        return None
    outcome = formatting(asked.view, asked.name)
    _refuse(outcome.refusal)
    return [edit for file in outcome.files for edit in text_edits(file, asked.client.encoding)]


def _refuse(refusal: str) -> None:
    if refusal:
        raise _refused(refusal)


def _refused(refusal: str) -> JsonRpcException:
    """What the editor shows where something was refused."""
    return JsonRpcException(refusal, types.LSPErrorCodes.RequestFailed.value)


ANSWERS: Mapping[str, Any] = {
    types.TEXT_DOCUMENT_HOVER: told,
    types.TEXT_DOCUMENT_COMPLETION: completed,
    types.COMPLETION_ITEM_RESOLVE: looked_at,
    types.TEXT_DOCUMENT_SIGNATURE_HELP: called,
    types.TEXT_DOCUMENT_DEFINITION: defined,
    types.TEXT_DOCUMENT_REFERENCES: named,
    types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: highlighted,
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: listed,
    types.WORKSPACE_SYMBOL: sought,
    types.TEXT_DOCUMENT_PREPARE_RENAME: may_be_renamed,
    types.TEXT_DOCUMENT_RENAME: renamed,
    types.TEXT_DOCUMENT_CODE_ACTION: mended,
    types.CODE_ACTION_RESOLVE: chosen,
    types.TEXT_DOCUMENT_FORMATTING: formatted,
}
