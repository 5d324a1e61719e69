"""`atelier db init`: creates the tables of a database."""

import typer

from atelier_cli.commands.options import Format, FormatOption, LockTimeout, project_here
from atelier_cli.operations.database import init
from atelier_cli.views.database import upgraded_shape, upgraded_text
from atelier_cli.views.envelope import envelope
from atelier_cli.views.progress import busy
from atelier_cli.views.terminal import Terminal

EXAMPLES = (("atelier db init", "the tables of a new database"),)


def db_init(context: typer.Context, *, lock_timeout: LockTimeout = 10.0, format: FormatOption = Format.TEXT) -> int:
    """Create the database's tables.

    A SQLite database needs no such care: it is created when it is first used.
    """
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    with busy(terminal, "migrating"):
        done = init(project.settings.database, project.root, lock_timeout=lock_timeout)
    if format is Format.JSON:
        terminal.write(envelope(**upgraded_shape(done)))
    else:
        terminal.write(upgraded_text(done, terminal.paint))
    return 0
