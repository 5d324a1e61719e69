"""Runs the rules over files and makes the findings concrete: where each stands, and what it concerns."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Literal

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.catalog.judging import JUDGES
from atelier_cli.catalog.node import Node, walk
from atelier_cli.catalog.resolve import nodes_of, resolve_nodes
from atelier_cli.diagnostics import Diagnostic, Place, Position, Range, Severity
from atelier_cli.language.words import Model
from atelier_cli.rules import (
    RULES,
    expired_ignore,
    malformed_ignore,
    unexplained_ignore,
    unknown_ignore,
    unused_ignore,
)
from atelier_cli.rules.protocol import Category, Profile, Rule, profile
from atelier_cli.sheet.cover import Cover, Spot
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.ignores import Ignore, ignores
from atelier_cli.sheet.parse import Parsed
from atelier_cli.sheet.route import route

Check = Callable[[Node[Any], Catalog], Iterator[Diagnostic]]
#: How severe a finding of a rule is in a file, of which the rule says a severity; None where it is not wanted there.
Weigh = Callable[[str, str, Severity], Severity | None]

#: The rules whose findings cannot be ignored: what they find keeps a file from being read.
ALWAYS_ON = frozenset(name for name, rule in RULES.items() if rule.CATEGORY is Category.READING)
#: The rules that are gone by where nobody says which.
STANDARD = {name: rule for name, rule in RULES.items() if profile(rule) is not Profile.STRICT}
_UNUSED = "unused-ignore"


def as_found(_rule: str, _file: str, severity: Severity) -> Severity | None:
    """Every finding is wanted, as severe as its rule says."""
    return severity


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
class Suppressed:
    """A finding that somebody knows of and does not want to hear of: it is shown where asked for, and fails nothing."""

    finding: Finding
    #: What knows it: a comment in the file, or a baseline.
    by: Literal["comment", "baseline"]
    #: Why, where the comment says so.
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of a run, sorted by file and position."""

    findings: tuple[Finding, ...]
    #: How many files were checked.
    files: int
    catalog: Catalog
    #: Those that a comment or a baseline keeps from being findings, in the same order.
    suppressed: tuple[Suppressed, ...] = ()
    #: The files that were checked, by name.
    names: tuple[str, ...] = ()

    def count(self, severity: Severity) -> int:
        return sum(finding.diagnostic.severity is severity for finding in self.findings)

    @property
    def has_errors(self) -> bool:
        return any(finding.diagnostic.severity is Severity.ERROR for finding in self.findings)

    def without_suppressed_errors(self) -> "Report":
        """The report for who goes on with the files: an error that is ignored is one all the same."""
        errors = [one for one in self.suppressed if one.finding.diagnostic.severity is Severity.ERROR]
        others = [one for one in self.suppressed if one.finding.diagnostic.severity is not Severity.ERROR]
        findings = sorted((*self.findings, *(one.finding for one in errors)), key=_sort_key)
        return replace(self, findings=tuple(findings), suppressed=tuple(others))


def lint(
    files: Iterable[Parsed],
    context: Iterable[Parsed] = (),
    *,
    rules: Mapping[str, Rule] = STANDARD,
    weigh: Weigh = as_found,
    today: date | None = None,
) -> Report:
    """The findings in `files`; `context` are further files of the project, whose names may be referred to.

    Only these `rules` are gone by, and what cannot be turned off. Without `today`, no ignore has expired.
    """
    files = list(files)
    weigh = weigh if rules is RULES else partial(_of_these, rules, weigh)
    # The context first: of two that declare a name, the one in a file that was asked for is the finding.
    every = [*context, *files]
    nodes = [node for parsed in every for node in walk(parsed)]
    catalog = resolve_nodes(every, nodes_of(nodes))
    asked = {id(parsed) for parsed in files}
    diagnostics = [diagnostic for parsed in files for diagnostic in parsed.diagnostics]
    diagnostics.extend(_check((node for node in nodes if id(node.parsed) in asked), catalog, rules))
    documents = {parsed.document.name: parsed.document for parsed in every}
    findings, suppressed = _heeding(located(_weighed(diagnostics, weigh), documents), files, weigh, today)
    names = tuple(parsed.document.name for parsed in files)
    return Report(tuple(findings), len(files), catalog, tuple(suppressed), names)


def located(diagnostics: Iterable[Diagnostic], documents: Mapping[str, Document]) -> list[Finding]:
    """The diagnostics with their places found, sorted by file and position, each once."""
    findings = {_sort_key(finding): finding for finding in (_finding(one, documents) for one in diagnostics)}
    return [findings[key] for key in sorted(findings)]


def _check(nodes: Iterable[Node[Model]], catalog: Catalog, rules: Mapping[str, Rule]) -> Iterator[Diagnostic]:
    """Calls what judges the language, and each rule, with the nodes that it asks for, in one walk."""
    checks: dict[type[Any], list[Check]] = {model: [judge] for model, judge in JUDGES.items()}
    for rule in rules.values():
        for model in rule.NODES:
            checks.setdefault(model, []).append(rule.check)
    for node in nodes:
        for check in checks.get(type(node.model), ()):
            yield from check(node, catalog)


def _of_these(rules: Mapping[str, Rule], weigh: Weigh, rule: str, file: str, severity: Severity) -> Severity | None:
    is_off = rule in RULES and rule not in rules and rule not in ALWAYS_ON
    return None if is_off else weigh(rule, file, severity)


def _weighed(diagnostics: Iterable[Diagnostic], weigh: Weigh) -> Iterator[Diagnostic]:
    for one in diagnostics:
        severity = weigh(one.rule, one.place.source, one.severity)
        if severity is one.severity:
            yield one
        elif severity is not None:
            yield replace(one, severity=severity)


def _heeding(
    findings: list[Finding], files: Iterable[Parsed], weigh: Weigh, today: date | None
) -> tuple[list[Finding], list[Suppressed]]:
    """The findings but for those that an ignore in their file covers, with what is to be said of the ignores."""
    said = {parsed.document.name: ignores(parsed.document) for parsed in files}
    own: dict[str, list[Finding]] = {name: [] for name, found in said.items() if found}
    if not own:
        return findings, []
    left: list[Finding] = []
    suppressed: list[Suppressed] = []
    for finding in findings:
        own.get(finding.mark.source, left).append(finding)
    for document in (parsed.document for parsed in files if parsed.document.name in own):
        locate = partial(_located_in, document, weigh)
        in_force = (one for one in said[document.name] if not one.fault and not one.is_expired(today))
        cover = Cover(tuple(in_force))
        found = sorted((*own[document.name], *locate(_of_themselves(said[document.name], today))), key=_sort_key)
        _sift(found, cover, left, suppressed)
        # An ignore of unused ignores may cover what comes up only now; whether it is one itself is known after that.
        _sift(locate(_unused(cover, weigh, of_unused=False)), cover, left, suppressed)
        left.extend(locate(_unused(cover, weigh, of_unused=True)))
    return sorted(left, key=_sort_key), sorted(suppressed, key=lambda one: _sort_key(one.finding))


def _sift(found: Sequence[Finding], cover: Cover, left: list[Finding], suppressed: list[Suppressed]) -> None:
    spots = [Spot(one.mark.range.start, one.diagnostic.rule) for one in found]
    for one, ignore in zip(found, cover.covering(spots), strict=True):
        if ignore is None:
            left.append(one)
        else:
            suppressed.append(Suppressed(one, "comment", ignore.reason))


def _located_in(document: Document, weigh: Weigh, diagnostics: Iterable[Diagnostic]) -> list[Finding]:
    return located(_weighed(diagnostics, weigh), {document.name: document})


def _of_themselves(said: Iterable[Ignore], today: date | None) -> Iterator[Diagnostic]:
    """What is wrong with ignores, whatever they cover."""
    for ignore in said:
        if ignore.fault:
            yield malformed_ignore.report(ignore)
            continue
        if ignore.is_expired(today):
            yield expired_ignore.report(ignore)
        elif not ignore.reason:
            yield unexplained_ignore.report(ignore)
        yield from (unknown_ignore.report(ignore, name, RULES) for name in ignore.rules if name.text not in RULES)


def _unused(cover: Cover, weigh: Weigh, *, of_unused: bool) -> Iterator[Diagnostic]:
    """What is said of names in ignores that cover nothing: of those that are about unused ignores, or of the others."""
    for ignore, names in cover.unused():
        idle = [
            name for name in names if (name.text == _UNUSED) is of_unused and _is_on(name.text, ignore.source, weigh)
        ]
        if idle:
            yield unused_ignore.report(ignore, idle, ALWAYS_ON)


def _is_on(rule: str, source: str, weigh: Weigh) -> bool:
    """Whether a rule is gone by in a file: of one that is not, nobody knows what it would find."""
    return rule in RULES and weigh(rule, source, RULES[rule].SEVERITY) is not None


def _finding(diagnostic: Diagnostic, documents: Mapping[str, Document]) -> Finding:
    document = documents.get(diagnostic.place.source)
    labels = tuple(_mark(label.place, label.text, documents) for label in diagnostic.labels)
    entity = route(document, diagnostic.place.path) if document is not None else ""
    return Finding(diagnostic, _mark(diagnostic.place, diagnostic.annotation, documents), labels, entity)


def _mark(place: Place, text: str, documents: Mapping[str, Document]) -> Mark:
    document = documents.get(place.source)
    found = place.range or (document.locate(place) if document is not None else _NOWHERE)
    return Mark(document, place.source, found, text)


def _sort_key(finding: Finding) -> tuple[str, int, int, int, int, str, str]:
    # Numbers, since positions compare much more slowly.
    start, end = finding.mark.range.start, finding.mark.range.end
    said = finding.diagnostic
    return (finding.mark.source, start.line, start.column, end.line, end.column, said.rule, said.message)


_NOWHERE = Range(Position(1, 1), Position(1, 1))
