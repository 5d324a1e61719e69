"""`atelier db upgrade`: brings the tables of a database up to date."""

import typer

from atelier_cli.commands.options import Format, FormatOption, LockTimeout, project_here
from atelier_cli.operations.database import upgrade
from atelier_cli.views.database import upgraded_shape, upgraded_text
from atelier_cli.views.envelope import envelope
from atelier_cli.views.progress import busy
from atelier_cli.views.terminal import Terminal

EXAMPLES = (("atelier db upgrade", "after an update of Atelier"),)


def db_upgrade(context: typer.Context, *, lock_timeout: LockTimeout = 10.0, format: FormatOption = Format.TEXT) -> int:
    """Bring the database's tables up to date.

    A PostgreSQL database is only ever changed by this command; a SQLite database is brought up to date when it is used.
    """
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    with busy(terminal, "migrating"):
        done = upgrade(project.settings.database, project.root, lock_timeout=lock_timeout)
    if format is Format.JSON:
        terminal.write(envelope(**upgraded_shape(done)))
    else:
        terminal.write(upgraded_text(done, terminal.paint))
    return 0
