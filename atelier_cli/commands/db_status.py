"""`atelier db status`: shows where the database stands."""

import typer

from atelier_cli.commands.options import Format, FormatOption, project_here
from atelier_cli.operations.database import status
from atelier_cli.views.database import condition_shape, condition_text
from atelier_cli.views.envelope import envelope
from atelier_cli.views.terminal import Terminal

EXAMPLES = (("atelier db status", "which database it is, and whether it is up to date"),)


def db_status(context: typer.Context, *, format: FormatOption = Format.TEXT) -> int:
    """Show which database it is, and whether its tables are those that this version needs.

    The exit code is 2 when they have to be created or upgraded first.
    """
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    condition = status(project.settings.database, project.root)
    if format is Format.JSON:
        terminal.write(envelope(**condition_shape(condition)))
    else:
        terminal.write(condition_text(condition, terminal.paint))
    return 0 if condition.state == "current" else 2
