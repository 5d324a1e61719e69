"""`atelier fork`: gives a tenant a copy of a template."""

from contextlib import closing
from typing import Annotated

import typer

from atelier_cli.commands.options import DryRun, Format, FormatOption, LockTimeout, project_here
from atelier_cli.operations.fork_plane import fork_plane
from atelier_cli.store.open import open_store
from atelier_cli.views.envelope import envelope
from atelier_cli.views.forked import fork_shape, fork_text, later_changes
from atelier_cli.views.progress import busy
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier fork --template municipality --tenant lisbon", "onto a tenant that exists"),
    ("atelier fork --template municipality --tenant lisbon --create", "onto a new tenant"),
    ("atelier fork --template municipality --tenant lisbon --dry-run", "only count what would be copied"),
)


def fork(
    context: typer.Context,
    *,
    template: Annotated[str, typer.Option(help="The template to copy.", metavar="PLANE")],
    tenant: Annotated[str, typer.Option(help="The tenant that gets the copy.", metavar="NAME")],
    create: Annotated[bool, typer.Option("--create", help="Create the tenant if there is none.")] = False,
    dry_run: DryRun = False,
    lock_timeout: LockTimeout = 10.0,
    format: FormatOption = Format.TEXT,
) -> int:
    """Give a tenant a copy of a template: all of its rows in one transaction, or nothing.

    Forking again changes nothing: a tenant that has its copy is left as it is.
    """
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    database = project.settings.database
    # where there is no database there is no template either: a fork never makes the first
    opened = open_store(database, project.root, create=False, lock_timeout=lock_timeout)
    with busy(terminal, "forking"), closing(opened) as store:
        forked = fork_plane(store, template, tenant, create=create, dry_run=dry_run)
    if format is Format.JSON:
        terminal.write(envelope(**fork_shape(forked)))
    else:
        terminal.write(fork_text(forked, terminal.width, terminal.paint))
        if forked.already:
            terminal.note(later_changes(forked))
    return 0
