"""`atelier fmt`: brings sheets and vocabularies into the canonical layout."""

from typing import Annotated

import typer

from atelier_cli.commands.options import Format, FormatOption, Paths, project_here
from atelier_cli.operations.format_files import Formatting, format_files
from atelier_cli.operations.project import open_files
from atelier_cli.operations.rewritten import write_files
from atelier_cli.views.diagnostics import findings_text
from atelier_cli.views.diagnostics_json import finding_shapes
from atelier_cli.views.envelope import envelope
from atelier_cli.views.progress import busy
from atelier_cli.views.terminal import Terminal
from atelier_cli.views.text_diff import text_diff
from atelier_cli.views.words import counted

EXAMPLES = (
    ("atelier fmt", "every sheet and vocabulary of the project"),
    ("atelier fmt --diff sheets/grants.yaml", "what would change in one sheet"),
    ("atelier fmt --check", "as a gate: exit code 2 where something would change"),
)


def fmt(
    context: typer.Context,
    *,
    paths: Paths = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; say which files would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")] = False,
    format: FormatOption = Format.TEXT,
) -> int:
    """Bring sheets into the canonical layout: spelling, order of keys, indentation, quotes.

    Comments, empty lines, anchors and blocks of text stay. A file that would say something else is left alone.
    """
    terminal = context.ensure_object(Terminal)
    with busy(terminal, "formatting"):
        done = format_files(open_files(project_here(terminal), paths or ()))
    if not (check or diff):
        write_files(done.changed)
    if format is Format.JSON:
        terminal.write(_json(done, written=not (check or diff)))
    else:
        _show(done, terminal, check=check, diff=diff)
    if done.findings or done.refusals:
        return 1
    return 2 if done.changed and (check or diff) else 0


def _show(done: Formatting, terminal: Terminal, *, check: bool, diff: bool) -> None:
    for file in done.changed:
        if diff:
            terminal.write(text_diff(file.name, file.before, file.after, terminal.paint))
        else:
            terminal.write(f"{'would format' if check else 'formatted'} {file.name}")
    for name, reason in done.refusals:
        terminal.complain(f"{terminal.paint_err('error', 'error')}: {name} is left as it is: {reason}")
    if done.findings:
        terminal.complain(findings_text(done.findings, terminal.width, terminal.paint_err))
    changed = len(done.changed)
    verb = "would be formatted" if check or diff else "formatted"
    terminal.note(f"{counted(changed, 'file')} {verb}, {len(done.files) - changed} left as they are")


def _json(done: Formatting, *, written: bool) -> str:
    files = [{"name": file.name, "changed": file.is_changed} for file in done.files]
    refused = [{"name": name, "reason": reason} for name, reason in done.refusals]
    return envelope(files=files, refused=refused, findings=finding_shapes(done.findings), written=written)
