"""`atelier lint`: checks sheets and vocabularies."""

from typing import Annotated

import typer

from atelier_cli.commands.options import FailOn, Format, FormatOption, Paths, project_here
from atelier_cli.errors import UsageError
from atelier_cli.operations.check import check
from atelier_cli.operations.fix_files import fix_files
from atelier_cli.operations.format_files import write_files
from atelier_cli.operations.project import open_files
from atelier_cli.views.diagnostics import report_text
from atelier_cli.views.diagnostics_json import diagnostics
from atelier_cli.views.envelope import json_text
from atelier_cli.views.fixed import fixed_text, show_diff
from atelier_cli.views.progress import busy
from atelier_cli.views.terminal import Level, Terminal

EXAMPLES = (
    ("atelier lint", "every sheet and vocabulary of the project"),
    ("atelier lint sheets/grants.yaml", "one sheet; the rest may be referred to"),
    ("atelier lint --fix", "mend what can be mended without changing what a sheet means"),
    ("atelier lint --unsafe-fixes --diff", "what every fix would change"),
    ("atelier lint --fail-on warning", "as a gate that lets nothing pass"),
)


def lint(
    context: typer.Context,
    *,
    paths: Paths = None,
    format: FormatOption = Format.TEXT,
    fail_on: Annotated[FailOn, typer.Option(help="The least severity that makes the exit code 1.")] = FailOn.ERROR,
    fix: Annotated[bool, typer.Option("--fix", help="Make the fixes that keep what a sheet means.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: make those too that may change it.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what --fix would change.")] = False,
) -> int:
    """Check sheets and vocabularies.

    Every finding names its rule; `atelier explain RULE` says what it is about.
    """
    terminal = context.ensure_object(Terminal)
    if unsafe_fixes and not (fix or diff):
        raise UsageError("`--unsafe-fixes` says which fixes to make", "add `--fix`, or `--diff` to see them first")
    with busy(terminal, "checking"):
        files = open_files(project_here(terminal), paths or ())
        fixed = fix_files(files, unsafe=unsafe_fixes) if fix or diff else None
        report = check(files) if fixed is None else fixed.report
    if fixed is not None and diff:
        return show_diff(fixed, terminal)
    if fixed is not None:
        write_files(fixed.changed)
        terminal.note(fixed_text(fixed))
    if format is Format.JSON:
        terminal.write(json_text(diagnostics(report)))
    else:
        fold = terminal.level < Level.VERBOSE and fail_on is not FailOn.INFO
        terminal.write(report_text(report, terminal.width, terminal.paint, fold=fold))
    return int(any(fail_on.covers(finding.diagnostic.severity) for finding in report.findings))
