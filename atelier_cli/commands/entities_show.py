"""`atelier entities show`: shows an entity with its links and what was done to it."""

from contextlib import closing
from typing import Annotated

import typer

from atelier_cli.clock import SystemClock
from atelier_cli.commands.options import Format, FormatOption, TenantOption, project_here
from atelier_cli.operations.show_entity import MOST, show_entity
from atelier_cli.store.open import open_store
from atelier_cli.views.entities import shown_shape, shown_text
from atelier_cli.views.envelope import envelope
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier entities show pothole_report/pothole-1", "its fields, links and activity"),
    ("atelier entities show district/north --limit 100", "with up to a hundred links of each relation"),
)


def entities_show(
    context: typer.Context,
    *,
    entity: Annotated[str, typer.Argument(help="The entity.", metavar="TYPE/ID", show_default=False)],
    limit: Annotated[
        int,
        typer.Option(help="The most links of a relation, and lines of activity.", min=1, max=100_000, metavar="N"),
    ] = MOST,
    tenant: TenantOption = None,
    format: FormatOption = Format.TEXT,
) -> int:
    """Show an entity: its fields, what it is linked with in both directions, and what was done to it."""
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    with closing(open_store(project.settings.database, project.root, create=False)) as store:
        shown = show_entity(store, tenant, entity, SystemClock(), limit)
    if format is Format.JSON:
        terminal.write(envelope(**shown_shape(shown)))
    else:
        terminal.write(shown_text(shown, terminal.width, terminal.paint))
    return 0
