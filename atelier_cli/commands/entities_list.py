"""`atelier entities list`: lists the entities of a type."""

from contextlib import closing
from typing import Annotated

import typer

from atelier_cli.clock import SystemClock
from atelier_cli.commands.options import Format, FormatOption, TenantOption, project_here
from atelier_cli.operations.entities import list_entities
from atelier_cli.store.open import open_store
from atelier_cli.views.entities import listing_note, listing_shape, listing_text
from atelier_cli.views.envelope import envelope
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier entities list crew", "all crews of the only tenant"),
    ("atelier entities list service_request --where status=open --where district=north", "also of the types below it"),
    ("atelier entities list tree --format json --limit 1000", "for other tools"),
)


def entities_list(
    context: typer.Context,
    *,
    type: Annotated[str, typer.Argument(help="The entity type.", metavar="TYPE", show_default=False)],
    where: Annotated[
        list[str] | None,
        typer.Option("--where", "-w", help="A field or relation that has that value.", metavar="KEY=VALUE"),
    ] = None,
    limit: Annotated[int, typer.Option(help="The most that are listed.", min=1, max=1_000_000, metavar="N")] = 50,
    tenant: TenantOption = None,
    format: FormatOption = Format.TEXT,
) -> int:
    """List the entities of a type, and of the types that inherit from it, by id."""
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    with closing(open_store(project.settings.database, project.root, create=False)) as store:
        listing = list_entities(store, tenant, type, tuple(where or ()), limit, SystemClock())
    if format is Format.JSON:
        terminal.write(envelope(**listing_shape(listing)))
        return 0
    if listing.entities:
        terminal.write(listing_text(listing, terminal.width, terminal.paint))
    terminal.note(listing_note(listing, terminal.width))
    return 0
