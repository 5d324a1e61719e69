"""Shows the findings that keep a command from its work."""

from atelier_cli.linter import Report
from atelier_cli.views.diagnostics import report_text
from atelier_cli.views.diagnostics_json import diagnostics
from atelier_cli.views.envelope import json_text
from atelier_cli.views.terminal import Terminal


def show_report(report: Report, terminal: Terminal) -> None:
    """Shows a report beside the data: the data that was asked for is not there; as JSON it takes its place."""
    if terminal.format in {"text", "table"}:
        terminal.complain(report_text(report, terminal.width, terminal.paint_err, fold=True))
    else:
        terminal.write(json_text(diagnostics(report)))
