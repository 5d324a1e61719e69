"""Shows findings to people: each with its line, a caret, the places that explain it, and what to try."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from atelier_cli.diagnostics import Fix, Severity
from atelier_cli.linter import Finding, Mark, Report
from atelier_cli.views.cells import printable
from atelier_cli.views.snippet import Layout, snippet, underline
from atelier_cli.views.terminal import Paint
from atelier_cli.views.words import counted

#: So many notes of one rule are shown; of more, only the number is told.
_FEW = 3


def report_text(report: Report, width: int, paint: Paint, *, fold: bool = False, sum_up: bool = True) -> str:
    """All findings of a report, and their number; with `fold`, where a rule has many notes, only how many."""
    notes = Counter(one.diagnostic.rule for one in report.findings if one.diagnostic.severity is Severity.INFO)
    many = {rule: number for rule, number in notes.items() if fold and number > _FEW}
    shown = [
        finding_text(one, width, paint)
        for one in report.findings
        if one.diagnostic.severity is not Severity.INFO or one.diagnostic.rule not in many
    ]
    folded = [
        f"{paint(f'info[{rule}]', 'info')}{paint(f': {number} notes', 'title')}, which `--verbose` shows"
        for rule, number in sorted(many.items())
    ]
    return "\n\n".join([*shown, *folded, *([summary(report, paint)] if sum_up else [])])


def summary(report: Report, paint: Paint) -> str:
    """How many findings there are of each severity, in how many files."""
    files = counted(report.files, "file")
    counts = [(severity, report.count(severity)) for severity in Severity]
    said = ", ".join(paint(counted(number, _NOUNS[severity]), severity.value) for severity, number in counts if number)
    total = f"{said} in {files}" if said else f"{paint('no findings', 'good')} in {files}"
    return f"{total}; {len(report.suppressed):,} suppressed" if report.suppressed else total


def finding_text(finding: Finding, width: int, paint: Paint) -> str:
    """One finding as people read it."""
    diagnostic = finding.diagnostic
    severity = diagnostic.severity.value
    head = f"{paint(f'{severity}[{diagnostic.rule}]', severity)}"
    lines = [f"{head}{paint(f': {printable(diagnostic.message)}', 'title')}"]
    lines += _places(finding, width, paint)
    if diagnostic.help:
        fixable = _fixable(diagnostic.fixes)
        mark = f"  {paint(fixable, 'faint')}" if fixable else ""
        lines.append(f"{paint('help', 'info')}: {printable(diagnostic.help)}{mark}")
    return "\n".join(lines)


def _fixable(fixes: Sequence[Fix]) -> str:
    """Whether `--fix` mends it, or only together with `--unsafe-fixes`."""
    if not fixes:
        return ""
    return "[fix available]" if any(fix.safe for fix in fixes) else "[unsafe fix available]"


def findings_text(findings: Sequence[Finding], width: int, paint: Paint) -> str:
    """Findings without a summary."""
    return "\n\n".join(finding_text(one, width, paint) for one in findings)


def _places(finding: Finding, width: int, paint: Paint) -> Iterator[str]:
    marks = [finding.mark, *finding.labels]
    layout = Layout(max(len(str(mark.range.start.line)) for mark in marks), width, paint)
    way = f"   {printable(finding.entity)}" if finding.entity else ""
    yield f"{' ' * layout.gutter}{paint('-->', 'frame')} {_address(finding.mark)}{paint(way, 'faint')}"
    if finding.mark.document is None:
        return
    yield layout.bar()
    yield from snippet(finding.mark, "^", finding.diagnostic.severity.value, layout)
    yield from _labels(finding.mark, finding.labels, layout)


def _labels(main: Mark, labels: Iterable[Mark], layout: Layout) -> Iterator[str]:
    """The labels, each below its line; a line that has just been shown is not shown again."""
    last = main
    for label in sorted(labels, key=lambda one: (one.source != main.source, one.source, one.range)):
        if label.source != last.source:
            yield f"{' ' * layout.gutter}{layout.paint(':::', 'frame')} {_address(label)}"
            yield layout.bar()
        elif label.range.start.line != last.range.start.line:
            yield layout.bar()
        else:
            yield from underline(label, "-", "frame", layout)
            continue
        yield from snippet(label, "-", "frame", layout)
        last = label


def _address(mark: Mark) -> str:
    return f"{printable(mark.source)}:{mark.range.start.line}:{mark.range.start.column}"


_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
