"""`atelier lint`: checks sheets and vocabularies."""

from typing import Annotated

import typer

from atelier_cli.commands.options import FailOn, Format, FormatOption, Paths, project_here
from atelier_cli.operations.check import check
from atelier_cli.operations.project import open_files
from atelier_cli.views.diagnostics import report_text
from atelier_cli.views.diagnostics_json import diagnostics
from atelier_cli.views.envelope import json_text
from atelier_cli.views.progress import busy
from atelier_cli.views.terminal import Level, Terminal

EXAMPLES = (
    ("atelier lint", "every sheet and vocabulary of the project"),
    ("atelier lint sheets/grants.yaml", "one sheet; the rest may be referred to"),
    ("atelier lint --fail-on warning", "as a gate that lets nothing pass"),
)


def lint(
    context: typer.Context,
    *,
    paths: Paths = None,
    format: FormatOption = Format.TEXT,
    fail_on: Annotated[FailOn, typer.Option(help="The least severity that makes the exit code 1.")] = FailOn.ERROR,
) -> int:
    """Check sheets and vocabularies.

    Every finding names its rule; `atelier explain RULE` says what it is about.
    """
    terminal = context.ensure_object(Terminal)
    with busy(terminal, "checking"):
        report = check(open_files(project_here(terminal), paths or ()))
    if format is Format.JSON:
        terminal.write(json_text(diagnostics(report)))
    else:
        fold = terminal.level < Level.VERBOSE and fail_on is not FailOn.INFO
        terminal.write(report_text(report, terminal.width, terminal.paint, fold=fold))
    return int(any(fail_on.covers(finding.diagnostic.severity) for finding in report.findings))
