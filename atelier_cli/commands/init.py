"""`atelier init`: makes a project."""

from pathlib import Path
from typing import Annotated

import typer

from atelier_cli.commands.options import Format, FormatOption
from atelier_cli.operations.init_project import init_project
from atelier_cli.views.envelope import envelope
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier init city", "in a new folder"),
    ("atelier init", "in this folder; where a file would be overwritten, nothing is written"),
)
_NEXT = (
    "atelier lint",
    "atelier import sheets",
    "atelier fork --template municipality --tenant lisbon --create",
    "atelier people add ana --role clerk",
    "atelier run action suggest --as ana --param title=Shade --preview",
    "atelier run flow --dry-run",
)


def init(
    context: typer.Context,
    *,
    folder: Annotated[
        Path, typer.Argument(help="The project's folder.", metavar="[DIR]", show_default="this one")
    ] = Path(),
    format: FormatOption = Format.TEXT,
) -> int:
    """Make a project: settings, a first sheet, vocabulary, fixtures, schemas for the editor, and checks for CI.

    Hidden files that are there, such as `.gitignore`, are kept. Where another file that it makes is there, it writes
    nothing, and the exit code is 1: so does a second run.
    """
    terminal = context.ensure_object(Terminal)
    done = init_project(folder)
    if format is Format.JSON:
        created, kept = ([path.as_posix() for path in paths] for paths in (done.created, done.kept))
        terminal.write(envelope(folder=folder.as_posix(), created=created, kept=kept))
        return 0
    terminal.write("\n".join(f"created {(folder / path).as_posix()}" for path in done.created))
    for path in done.kept:
        terminal.note(f"kept {(folder / path).as_posix()} as it was")
    commands = _NEXT if folder == Path() else (f"cd {folder.as_posix()}", *_NEXT)
    terminal.note("\n".join(["", "Now try:", *(f"  {command}" for command in commands)]))
    return 0
