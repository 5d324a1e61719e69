"""`atelier tenants list`: lists templates and tenants."""

from contextlib import closing

import typer

from atelier_cli.commands.options import Format, FormatOption, project_here
from atelier_cli.operations.tenants import list_planes
from atelier_cli.store.open import open_store
from atelier_cli.views.envelope import envelope
from atelier_cli.views.plan_json import plane_shape
from atelier_cli.views.tenants import boundary, planes_table
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier tenants list", "templates and tenants, and what each was forked from"),
    ("atelier tenants list --format json", "for other tools"),
)


def tenants_list(context: typer.Context, *, format: FormatOption = Format.TEXT) -> int:
    """List templates and tenants."""
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    with closing(open_store(project.settings.database, project.root, create=False)) as store:
        planes = list_planes(store)
    if format is Format.JSON:
        terminal.write(envelope(planes=[plane_shape(plane) for plane in planes]))
    elif planes:
        terminal.write(planes_table(planes, terminal.width, terminal.paint))
    else:
        terminal.note("there is no plane yet; `atelier import` makes the first")
    terminal.note(boundary(project.settings.database))
    return 0
