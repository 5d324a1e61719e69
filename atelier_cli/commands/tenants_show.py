"""`atelier tenants show`: shows what a plane holds."""

from contextlib import closing
from typing import Annotated

import typer

from atelier_cli.commands.options import Format, FormatOption, project_here
from atelier_cli.operations.tenants import show
from atelier_cli.store.open import open_store
from atelier_cli.views.envelope import envelope
from atelier_cli.views.plan_json import plane_shape
from atelier_cli.views.tenants import shown_text
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier tenants show lisbon", "its applications, and how many rows of each class"),
    ("atelier tenants show municipality", "the same of a template"),
)


def tenants_show(
    context: typer.Context,
    *,
    name: Annotated[str, typer.Argument(help="A tenant, or another plane.", metavar="NAME")],
    format: FormatOption = Format.TEXT,
) -> int:
    """Show what a tenant, or another plane, holds."""
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    with closing(open_store(project.settings.database, project.root, create=False)) as store:
        shown = show(store, name)
    if format is Format.JSON:
        terminal.write(
            envelope(plane=plane_shape(shown.plane), applications=list(shown.applications), rows=shown.counts)
        )
    else:
        terminal.write(shown_text(shown, terminal.width, terminal.paint))
    return 0
