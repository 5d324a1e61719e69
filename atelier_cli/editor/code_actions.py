"""What mends the findings in a stretch of a file, or keeps them from being found."""

from collections.abc import Iterator
from dataclasses import dataclass

from atelier_cli.diagnostics import Fix, Range
from atelier_cli.editor.changes import FileChanges, difference
from atelier_cli.editor.view import View
from atelier_cli.linter import ALWAYS_ON, Finding
from atelier_cli.operations.fix_files import means_the_same
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.edits.apply_fixes import anything, apply_fixes, same
from atelier_cli.sheet.edits.changes import Change, changed
from atelier_cli.sheet.ignores import ignores
from atelier_cli.sheet.lines import line_starts
from atelier_cli.sheet.reader import read


@dataclass(frozen=True, slots=True)
class Action:
    """A fix of a finding, as changes of its file."""

    title: str
    finding: Finding
    change: FileChanges
    #: Whether it keeps what the sheet means.
    safe: bool


def code_actions(view: View, name: str, where: Range) -> Iterator[Action]:
    """The fixes of the findings that touch a range, and comments that ignore them.

    One whose result would not be what it intends is left out.
    """
    for finding in view.findings.get(name, ()):
        if finding.mark.range.start <= where.end and where.start <= finding.mark.range.end:
            for fix in finding.diagnostic.fixes:
                if all(edit.place.source == name for edit in fix.edits):
                    yield from _action(view, name, finding, fix)
            yield from _ignoring(view.parsed(name).document, finding)


def _action(view: View, name: str, finding: Finding, fix: Fix) -> Iterator[Action]:
    document = view.parsed(name).document
    applied = apply_fixes(document, [fix], means_the_same if fix.safe else anything)
    if applied.applied:
        changes = difference(document.text, applied.document.text)
        yield Action(fix.title, finding, FileChanges(document, changes), fix.safe)


def _ignoring(document: Document, finding: Finding) -> Iterator[Action]:
    """A comment at the end of the line; none where that would be a part of a text, or stands already."""
    rule, starts = finding.diagnostic.rule, line_starts(document.text)
    line = finding.mark.range.start.line
    said = document.line(line)
    if rule in ALWAYS_ON or document.problems or "atelier: ignore" in said:
        return
    end = starts[line - 1] + len(said)
    change = Change(end, end, f"  # atelier: ignore[{rule}] ")
    after = read(changed(document.text, [change]).encode("utf-8", "surrogatepass"), document.name)
    if same(after.data, document.data) and len(ignores(after)) > len(ignores(document)):
        yield Action(f"ignore `{rule}` here", finding, FileChanges(document, (change,)), safe=False)
