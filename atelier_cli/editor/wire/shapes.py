"""What the editor's protocol calls things: our answers in its shapes."""

from collections.abc import Iterable, Sequence

from lsprotocol import types

from atelier_cli.catalog.uses.symbol import Kind
from atelier_cli.diagnostics import Range, Severity
from atelier_cli.editor.changes import FileChanges
from atelier_cli.editor.completing.completion import Completion
from atelier_cli.editor.definition import Found
from atelier_cli.editor.outline import Declared
from atelier_cli.editor.positions import Spot, Stretch, spot_at, stretch
from atelier_cli.editor.signature import Signature
from atelier_cli.editor.wire.client import Client
from atelier_cli.linter import Finding
from atelier_cli.sheet.document import Document

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
#: The rules that find what could as well be left out.
_UNNECESSARY = frozenset(
    ("unused-ignore", "unused-parameter", "unused-setting", "unused-template", "unused-variable", "unreachable-step",
     "unreachable-state", "redundant-default", "redundant-label", "spent-rename")
)  # fmt: skip
_DEPRECATED = frozenset(("deprecated-field",))
_ITEMS = {
    "key": types.CompletionItemKind.Property,
    "word": types.CompletionItemKind.EnumMember,
    "choice": types.CompletionItemKind.EnumMember,
    "field": types.CompletionItemKind.Field,
    "relation": types.CompletionItemKind.Reference,
    "reverse relation": types.CompletionItemKind.Reference,
    "entity type": types.CompletionItemKind.Class,
    "function": types.CompletionItemKind.Function,
    "event": types.CompletionItemKind.Event,
    "event type": types.CompletionItemKind.Event,
    "parameter": types.CompletionItemKind.Variable,
    "root": types.CompletionItemKind.Keyword,
}
_SYMBOLS = {
    Kind.APPLICATION: types.SymbolKind.Module,
    Kind.ENTITY_TYPE: types.SymbolKind.Class,
    Kind.FIELD: types.SymbolKind.Field,
    Kind.RELATION: types.SymbolKind.Field,
    Kind.CHOICE: types.SymbolKind.EnumMember,
    Kind.ACTION: types.SymbolKind.Method,
    Kind.PARAMETER: types.SymbolKind.Variable,
    Kind.CREATE: types.SymbolKind.Constructor,
    Kind.PLACEMENT: types.SymbolKind.Interface,
    Kind.RULE: types.SymbolKind.Event,
    Kind.SETTING: types.SymbolKind.Constant,
    Kind.FLOW: types.SymbolKind.Function,
    Kind.STEP: types.SymbolKind.Event,
    Kind.TEMPLATE: types.SymbolKind.String,
    Kind.EVENT: types.SymbolKind.Event,
    Kind.EVENT_TYPE: types.SymbolKind.Event,
    Kind.PRODUCT: types.SymbolKind.Package,
    Kind.PRODUCT_ACTION: types.SymbolKind.Method,
    Kind.SKILL: types.SymbolKind.Function,
    Kind.FUNCTION: types.SymbolKind.Function,
    Kind.ROLE: types.SymbolKind.Key,
    Kind.SURFACE: types.SymbolKind.Interface,
}


def to_spot(position: types.Position) -> Spot:
    return Spot(position.line, position.character)


def to_stretch(range_: types.Range) -> Stretch:
    return Stretch(to_spot(range_.start), to_spot(range_.end))


def from_range(document: Document | None, where: Range, encoding: str) -> types.Range:
    """The range of a document, which may be none where a file cannot be read."""
    start, end = (Spot(0, 0), Spot(0, 0)) if document is None else stretch(document, where, encoding)
    return types.Range(types.Position(*start), types.Position(*end))


def location(found: Found, client: Client) -> types.Location:
    document, where = found
    return types.Location(client.uri(document.name), from_range(document, where, client.encoding))


def diagnostic(finding: Finding, client: Client) -> types.Diagnostic:
    """A finding, with its labels as related places and its help as a second line."""
    one = finding.diagnostic
    help_ = f"\nhelp: {one.help}" if one.help else ""
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(client.uri(mark.source), from_range(mark.document, mark.range, client.encoding)), mark.text
        )
        for mark in finding.labels
    ]
    return types.Diagnostic(
        range=from_range(finding.mark.document, finding.mark.range, client.encoding),
        message=one.message + help_,
        severity=_SEVERITIES[one.severity],
        code=one.rule,
        source="atelier",
        tags=_tags(one.rule) or None,
        related_information=related or None,
    )


def _tags(rule: str) -> list[types.DiagnosticTag]:
    """How an editor shows what is found, besides underlining it."""
    return [
        *([types.DiagnosticTag.Unnecessary] if rule in _UNNECESSARY else []),
        *([types.DiagnosticTag.Deprecated] if rule in _DEPRECATED else []),
    ]


def item(one: Completion, text: str, rank: int, encoding: str, *, snippets: bool = False) -> types.CompletionItem:
    """A completion; `rank` keeps our order, which editors would change."""
    start, end = (types.Position(*spot_at(text, index, encoding)) for index in (one.start, one.end))
    is_snippet = snippets and bool(one.snippet)
    return types.CompletionItem(
        label=one.text,
        kind=_ITEMS.get(one.kind, types.CompletionItemKind.Value),
        detail=one.detail or one.kind,
        documentation=markdown(one.documentation) if one.documentation else None,
        sort_text=f"{rank:04}",
        filter_text=one.text,
        insert_text_format=types.InsertTextFormat.Snippet if is_snippet else None,
        text_edit=types.TextEdit(types.Range(start, end), one.snippet if is_snippet else one.written or one.text),
    )


def signature_help(found: Signature) -> types.SignatureHelp:
    """The ways to make a call; the one shown first takes as many arguments as are being written."""
    fits = [i for i, call in enumerate(found.calls) if len(call.parameters) > found.argument]
    return types.SignatureHelp(
        [
            types.SignatureInformation(
                call.text, parameters=[types.ParameterInformation(one) for one in call.parameters]
            )
            for call in found.calls
        ],
        active_signature=next(iter(fits), 0),
        active_parameter=found.argument,
    )


def markdown(text: str) -> types.MarkupContent:
    return types.MarkupContent(types.MarkupKind.Markdown, text)


def text_edits(file: FileChanges, encoding: str) -> list[types.TextEdit]:
    """The changes of a file."""
    text = file.document.text
    return [
        types.TextEdit(
            types.Range(*(types.Position(*spot_at(text, index, encoding)) for index in (one.start, one.end))), one.text
        )
        for one in file.changes
    ]


def workspace_edit(files: Iterable[FileChanges], client: Client) -> types.WorkspaceEdit:
    """The changes of several files; an editor that has gone on meanwhile refuses those of another version."""
    edits = {file.document.name: text_edits(file, client.encoding) for file in files}
    if not client.takes_versions:
        return types.WorkspaceEdit(changes={client.uri(name): each for name, each in edits.items()})
    return types.WorkspaceEdit(
        document_changes=[
            types.TextDocumentEdit(
                types.OptionalVersionedTextDocumentIdentifier(client.uri(name), client.version(name)), [*each]
            )
            for name, each in edits.items()
        ]
    )


def symbol(one: Declared, client: Client, document: Document) -> types.DocumentSymbol:
    """A declaration with what is declared within it."""
    return types.DocumentSymbol(
        name=one.name,
        detail=one.detail,
        kind=_SYMBOLS.get(one.kind, types.SymbolKind.Property),
        range=from_range(document, one.whole, client.encoding),
        selection_range=from_range(document, one.named, client.encoding),
        children=[symbol(each, client, document) for each in one.children],
    )


def workspace_symbols(found: Sequence[tuple[Document, Declared, str]], client: Client) -> list[types.WorkspaceSymbol]:
    """Declarations of all files, each with what it stands in."""
    return [
        types.WorkspaceSymbol(
            location=location((document, one.named), client),
            name=one.name,
            kind=_SYMBOLS.get(one.kind, types.SymbolKind.Property),
            container_name=within or None,
        )
        for document, one, within in found
    ]
