"""What the editor's protocol calls things: our answers in its shapes."""

from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from atelier_cli.diagnostics import Range, Severity
from atelier_cli.editor.changes import FileChanges
from atelier_cli.editor.completion import Completion
from atelier_cli.editor.definition import Found
from atelier_cli.editor.positions import Spot, Stretch, spot_at, stretch
from atelier_cli.linter import Finding
from atelier_cli.sheet.document import Document

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
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


def path_of(uri: str) -> Path | None:
    """The file of a URI; None for one that is none."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(path) if path else None


def uri_of(name: str) -> str:
    """The URI of a file by its name."""
    return from_fs_path(str(Path(name).absolute())) or ""


def to_spot(position: types.Position) -> Spot:
    return Spot(position.line, position.character)


def to_stretch(range_: types.Range) -> Stretch:
    return Stretch(to_spot(range_.start), to_spot(range_.end))


def from_range(document: Document | None, where: Range, encoding: str) -> types.Range:
    """The range of a document, which may be none where a file cannot be read."""
    start, end = (Spot(0, 0), Spot(0, 0)) if document is None else stretch(document, where, encoding)
    return types.Range(types.Position(*start), types.Position(*end))


def location(found: Found, encoding: str) -> types.Location:
    document, where = found
    return types.Location(uri_of(document.name), from_range(document, where, encoding))


def diagnostic(finding: Finding, encoding: str) -> types.Diagnostic:
    """A finding, with its labels as related places and its help as a second line."""
    one = finding.diagnostic
    help_ = f"\nhelp: {one.help}" if one.help else ""
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(uri_of(mark.source), from_range(mark.document, mark.range, encoding)), mark.text
        )
        for mark in finding.labels
    ]
    return types.Diagnostic(
        range=from_range(finding.mark.document, finding.mark.range, encoding),
        message=one.message + help_,
        severity=_SEVERITIES[one.severity],
        code=one.rule,
        source="atelier",
        related_information=related or None,
    )


def item(one: Completion, text: str, rank: int, encoding: str) -> types.CompletionItem:
    """A completion; `rank` keeps our order, which editors would change."""
    start, end = (types.Position(*spot_at(text, index, encoding)) for index in (one.start, one.end))
    return types.CompletionItem(
        label=one.text,
        kind=_ITEMS.get(one.kind, types.CompletionItemKind.Value),
        detail=one.detail or one.kind,
        documentation=markdown(one.documentation) if one.documentation else None,
        sort_text=f"{rank:04}",
        filter_text=one.text,
        text_edit=types.TextEdit(types.Range(start, end), one.written or one.text),
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


def workspace_edit(files: Iterable[FileChanges], encoding: str) -> types.WorkspaceEdit:
    """The changes of several files."""
    return types.WorkspaceEdit(changes={uri_of(file.document.name): text_edits(file, encoding) for file in files})
