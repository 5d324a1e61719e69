"""Fixes what can be fixed in the files of a project: again and again, for one fix may make room for the next."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from atelier_cli.compiler.canonical import canonical
from atelier_cli.diagnostics import Fix
from atelier_cli.frozen import frozen
from atelier_cli.linter import Finding, Report
from atelier_cli.operations.check import check
from atelier_cli.operations.project import Files
from atelier_cli.operations.rewritten import Rewritten
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.edits.apply_fixes import Applied, anything, apply_fixes, same
from atelier_cli.sheet.parse import parse

#: The findings in files.
Find = Callable[[Files], Report]

#: So often files are checked and fixed: in each round at least one fix is made, or it is the last.
_ROUNDS = 100


@frozen
class Fixed:
    """What fixing comes to: nothing is written yet."""

    files: tuple[Rewritten, ...]
    #: What is left to be found.
    report: Report
    #: How many fixes were made.
    made: int
    #: Fixes that were tried, and left: their result was not what they intend.
    refused: frozenset[Fix]
    #: How many of the findings left have a fix that may change what a sheet means.
    fixable: int

    @property
    def changed(self) -> tuple[Rewritten, ...]:
        return tuple(file for file in self.files if file.is_changed)


def fix_files(files: Files, *, unsafe: bool, find: Find = check) -> Fixed:
    """The named files after their fixes, and what is left to be found in them.

    A safe fix is made only if the sheet's canonical form stays what it was; with `unsafe`, others are made too. What
    `find` does not find is not fixed.
    """
    before = {parsed.document.name: parsed.document for parsed in files.named}
    report, made, refused = find(files), 0, frozenset[Fix]()
    for _ in range(_ROUNDS):
        tried = [_fixed(one, fixes) for one, fixes in _open(files, report, refused, unsafe=unsafe)]
        refused |= {fix for applied in tried for fix in applied.refused}
        went = [applied for applied in tried if applied.applied]
        if not went:
            break
        made += sum(len(applied.applied) for applied in went)
        files = _with_documents(files, {applied.document.name: applied.document for applied in went})
        report = find(files)
    after = (parsed.document for parsed in files.named)
    fixable = 0 if unsafe else sum(_is_fixable(finding, refused) for finding in report.findings)
    rewritten = tuple(Rewritten(one.name, before[one.name].text, one.text) for one in after)
    return Fixed(rewritten, report, made, refused, fixable)


def _open(
    files: Files, report: Report, refused: frozenset[Fix], *, unsafe: bool
) -> Iterator[tuple[Document, list[Fix]]]:
    """The documents with fixes to try; unsafe ones only where there are no safe ones."""
    by_name: dict[str, list[Fix]] = {parsed.document.name: [] for parsed in files.named}
    for finding in report.findings:
        fix = next((fix for fix in finding.diagnostic.fixes if fix not in refused and (fix.safe or unsafe)), None)
        name = None if fix is None else _source(fix)
        if fix is not None and name in by_name:
            by_name[name].append(fix)
    for parsed in files.named:
        fixes = by_name[parsed.document.name]
        if fixes:
            yield parsed.document, [fix for fix in fixes if fix.safe] or fixes


def _source(fix: Fix) -> str | None:
    """The one file that a fix is in; None where it is in several."""
    sources = {edit.place.source for edit in fix.edits}
    return sources.pop() if len(sources) == 1 else None


def _fixed(document: Document, fixes: Iterable[Fix]) -> Applied:
    fixes = list(fixes)
    return apply_fixes(document, fixes, means_the_same if all(fix.safe for fix in fixes) else anything)


def means_the_same(before: Document, after: Document) -> bool:
    """Whether two documents are read into the same model, in canonical form."""
    old, new = (parse(one).model for one in (before, after))
    if old is None or new is None:
        return old is new
    return type(old) is type(new) and same(canonical(old), canonical(new))


def _with_documents(files: Files, documents: Mapping[str, Document]) -> Files:
    named = tuple(
        parse(documents[parsed.document.name]) if parsed.document.name in documents else parsed
        for parsed in files.named
    )
    return replace(files, named=named)


def _is_fixable(finding: Finding, refused: frozenset[Fix]) -> bool:
    return any(not fix.safe and fix not in refused for fix in finding.diagnostic.fixes)
