"""What mends the findings in a stretch of a file."""

from collections.abc import Iterator
from dataclasses import dataclass

from atelier_cli.diagnostics import Fix, Range
from atelier_cli.editor.changes import FileChanges, difference
from atelier_cli.editor.view import View
from atelier_cli.linter import Finding
from atelier_cli.operations.fix_files import means_the_same
from atelier_cli.sheet.edits.apply_fixes import anything, apply_fixes


@dataclass(frozen=True, slots=True)
class Action:
    """A fix of a finding, as changes of its file."""

    title: str
    finding: Finding
    change: FileChanges
    #: Whether it keeps what the sheet means.
    safe: bool


def code_actions(view: View, name: str, where: Range) -> Iterator[Action]:
    """The fixes of the findings that touch a range; one whose result would not be what it intends is left out."""
    for finding in view.findings.get(name, ()):
        if finding.mark.range.start <= where.end and where.start <= finding.mark.range.end:
            for fix in finding.diagnostic.fixes:
                if all(edit.place.source == name for edit in fix.edits):
                    yield from _action(view, name, finding, fix)


def _action(view: View, name: str, finding: Finding, fix: Fix) -> Iterator[Action]:
    document = view.parsed(name).document
    applied = apply_fixes(document, [fix], means_the_same if fix.safe else anything)
    if applied.applied:
        changes = difference(document.text, applied.document.text)
        yield Action(fix.title, finding, FileChanges(document, changes), fix.safe)
