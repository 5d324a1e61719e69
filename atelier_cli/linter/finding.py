"""Diagnostics made concrete: where each stands in the text, and what it concerns."""

from collections.abc import Iterable, Mapping

from atelier_cli.diagnostics import Diagnostic, Place, Position, Range
from atelier_cli.frozen import frozen
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.route import route

_NOWHERE = Range(Position(1, 1), Position(1, 1))


@frozen
class Mark:
    """A stretch of a document with a few words about it."""

    document: Document | None
    source: str
    range: Range
    text: str


@frozen
class Finding:
    """A diagnostic with its place found in the text."""

    diagnostic: Diagnostic
    mark: Mark
    labels: tuple[Mark, ...]
    #: The way to it in the sheet: `action close_report > gate still-open`.
    entity: str


def located(diagnostics: Iterable[Diagnostic], documents: Mapping[str, Document]) -> list[Finding]:
    """The diagnostics with their places found, sorted by file and position, each once."""
    findings = {sort_key(finding): finding for finding in (_finding(one, documents) for one in diagnostics)}
    return [findings[key] for key in sorted(findings)]


def sort_key(finding: Finding) -> tuple[str, int, int, int, int, str, str]:
    """What findings are sorted by: the file, the place, and what is said."""
    # Numbers, since positions compare much more slowly.
    start, end = finding.mark.range.start, finding.mark.range.end
    said = finding.diagnostic
    return (finding.mark.source, start.line, start.column, end.line, end.column, said.rule, said.message)


def _finding(diagnostic: Diagnostic, documents: Mapping[str, Document]) -> Finding:
    document = documents.get(diagnostic.place.source)
    labels = tuple(_mark(label.place, label.text, documents) for label in diagnostic.labels)
    entity = route(document, diagnostic.place.path) if document is not None else ""
    return Finding(diagnostic, _mark(diagnostic.place, diagnostic.annotation, documents), labels, entity)


def _mark(place: Place, text: str, documents: Mapping[str, Document]) -> Mark:
    document = documents.get(place.source)
    found = place.range or (document.locate(place) if document is not None else _NOWHERE)
    return Mark(document, place.source, found, text)
