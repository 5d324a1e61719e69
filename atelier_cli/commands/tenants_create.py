"""`atelier tenants create`: creates an empty tenant."""

from contextlib import closing
from typing import Annotated

import typer

from atelier_cli.commands.options import Format, FormatOption, LockTimeout, project_here
from atelier_cli.operations.tenants import create_tenant
from atelier_cli.store.open import open_store
from atelier_cli.views.envelope import envelope
from atelier_cli.views.plan_json import plane_shape
from atelier_cli.views.terminal import Terminal

EXAMPLES = (("atelier tenants create lisbon", "a tenant to fork a template onto"),)


def tenants_create(
    context: typer.Context,
    *,
    name: Annotated[str, typer.Argument(help="Lower-case words joined by hyphens.", metavar="NAME")],
    lock_timeout: LockTimeout = 10.0,
    format: FormatOption = Format.TEXT,
) -> int:
    """Create an empty tenant.

    `atelier fork --create` does it along with the fork.
    """
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    with closing(open_store(project.settings.database, project.root, lock_timeout=lock_timeout)) as store:
        plane = create_tenant(store, name)
    if format is Format.JSON:
        terminal.write(envelope(plane=plane_shape(plane)))
    else:
        terminal.write(f"created the tenant {plane.key}")
        terminal.note(f"give it rows with `atelier fork --template TEMPLATE --tenant {plane.key}`")
    return 0
