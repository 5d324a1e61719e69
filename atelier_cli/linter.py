"""Runs the rules over files and makes the findings concrete: where each stands, and what it concerns."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.judging import JUDGES
from atelier_cli.catalog.node import Node, walk
from atelier_cli.catalog.resolve import nodes_of, resolve_nodes
from atelier_cli.diagnostics import Diagnostic, Place, Position, Range, Severity
from atelier_cli.language.words import Model
from atelier_cli.rules import RULES
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.parse import Parsed
from atelier_cli.sheet.route import route

Check = Callable[[Node[Any], Catalog], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a document with a few words about it."""

    document: Document | None
    source: str
    range: Range
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic with its place found in the text."""

    diagnostic: Diagnostic
    mark: Mark
    labels: tuple[Mark, ...]
    #: The way to it in the sheet: `action close_report > gate still-open`.
    entity: str


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of a run, sorted by file and position."""

    findings: tuple[Finding, ...]
    #: How many files were checked.
    files: int
    catalog: Catalog

    def count(self, severity: Severity) -> int:
        return sum(finding.diagnostic.severity is severity for finding in self.findings)

    @property
    def has_errors(self) -> bool:
        return any(finding.diagnostic.severity is Severity.ERROR for finding in self.findings)


def lint(files: Iterable[Parsed], context: Iterable[Parsed] = ()) -> Report:
    """The findings in `files`; `context` are further files of the project, whose names may be referred to."""
    files = list(files)
    # The context first: of two that declare a name, the one in a file that was asked for is the finding.
    every = [*context, *files]
    nodes = [node for parsed in every for node in walk(parsed)]
    catalog = resolve_nodes(every, nodes_of(nodes))
    asked = {id(parsed) for parsed in files}
    diagnostics = [diagnostic for parsed in files for diagnostic in parsed.diagnostics]
    diagnostics.extend(_check((node for node in nodes if id(node.parsed) in asked), catalog))
    documents = {parsed.document.name: parsed.document for parsed in every}
    return Report(tuple(located(diagnostics, documents)), len(files), catalog)


def located(diagnostics: Iterable[Diagnostic], documents: Mapping[str, Document]) -> list[Finding]:
    """The diagnostics with their places found, sorted by file and position, each once."""
    findings = {_sort_key(finding): finding for finding in (_finding(one, documents) for one in diagnostics)}
    return [findings[key] for key in sorted(findings)]


def _check(nodes: Iterable[Node[Model]], catalog: Catalog) -> Iterator[Diagnostic]:
    """Calls what judges the language, and each rule, with the nodes that it asks for, in one walk."""
    checks: dict[type[Any], list[Check]] = {model: [judge] for model, judge in JUDGES.items()}
    for rule in RULES.values():
        for model in rule.NODES:
            checks.setdefault(model, []).append(rule.check)
    for node in nodes:
        for check in checks.get(type(node.model), ()):
            yield from check(node, catalog)


def _finding(diagnostic: Diagnostic, documents: Mapping[str, Document]) -> Finding:
    document = documents.get(diagnostic.place.source)
    labels = tuple(_mark(label.place, label.text, documents) for label in diagnostic.labels)
    entity = route(document, diagnostic.place.path) if document is not None else ""
    return Finding(diagnostic, _mark(diagnostic.place, diagnostic.annotation, documents), labels, entity)


def _mark(place: Place, text: str, documents: Mapping[str, Document]) -> Mark:
    document = documents.get(place.source)
    found = place.range or (document.locate(place) if document is not None else _NOWHERE)
    return Mark(document, place.source, found, text)


def _sort_key(finding: Finding) -> tuple[str, Range, str, str]:
    return (finding.mark.source, finding.mark.range, finding.diagnostic.rule, finding.diagnostic.message)


_NOWHERE = Range(Position(1, 1), Position(1, 1))
