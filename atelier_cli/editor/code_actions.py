"""What mends the findings in a stretch of a file, or keeps them from being found."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from atelier_cli.diagnostics import Fix, Range
from atelier_cli.editor.changes import FileChanges, difference
from atelier_cli.editor.view import View
from atelier_cli.linter import ALWAYS_ON, Finding, Report, lint
from atelier_cli.operations.fix_files import fix_files, means_the_same
from atelier_cli.operations.project import Files
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


def can_fix_all(view: View, name: str) -> bool:
    """Whether anything in a file has a safe fix."""
    return any(fix.safe for finding in view.findings.get(name, ()) for fix in finding.diagnostic.fixes)


def fix_all(view: View, name: str) -> FileChanges | None:
    """What all safe fixes of a file come to, made again and again as one may make room for the next; None for none."""
    files = Files((view.parsed(name),), tuple(one for one in view.index.files if one.document.name != name))
    fixed = fix_files(files, unsafe=False, find=partial(_found, view))
    document = view.parsed(name).document
    changes = [change for file in fixed.changed for change in difference(document.text, file.after)]
    return FileChanges(document, tuple(changes)) if changes else None


def _found(view: View, files: Files) -> Report:
    return lint(files.named, files.context, rules=view.chosen.rules, weigh=view.chosen.weigh, today=view.today)


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
