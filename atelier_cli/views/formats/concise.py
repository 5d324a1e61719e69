"""For people and editors: each finding on one line, which starts with its place.

sheets/crews.yaml:8:58: error[unknown-key] unknown key `indxed`
"""

from atelier_cli.linter import Finding, Report
from atelier_cli.views.cells import printable
from atelier_cli.views.diagnostics import summary
from atelier_cli.views.formats.protocol import Manner
from atelier_cli.views.terminal import Paint


def render(report: Report, manner: Manner) -> str:
    """A line for every finding, and their number."""
    total = [summary(report, manner.paint)] if manner.sum_up else []
    return "\n".join([*(_line(finding, manner.paint) for finding in report.findings), *total])


def _line(finding: Finding, paint: Paint) -> str:
    found, start = finding.diagnostic, finding.mark.range.start
    severity = found.severity.value
    place = f"{printable(finding.mark.source)}:{start.line}:{start.column}"
    return f"{place}: {paint(f'{severity}[{found.rule}]', severity)} {printable(found.message)}"
