"""`atelier entities create`: creates an entity of a tenant."""

from contextlib import closing
from typing import Annotated

import typer

from atelier_cli.clock import SystemClock
from atelier_cli.commands.options import Format, FormatOption, LockTimeout, TenantOption, project_here
from atelier_cli.ids import TimeOrderedIds
from atelier_cli.operations.entities import Given, create_entity
from atelier_cli.store.open import open_store
from atelier_cli.views.entities import created_shape
from atelier_cli.views.envelope import envelope
from atelier_cli.views.findings import problems_text
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier entities create district --id east --field code=E --field name=East", "with an id of one's own"),
    ("atelier entities create crew --field name=Nights --field trade=roads --field members='ana;tom'", "and links"),
)


def entities_create(
    context: typer.Context,
    *,
    type: Annotated[str, typer.Argument(help="The entity type.", metavar="TYPE", show_default=False)],
    id: Annotated[
        str | None, typer.Option("--id", help="Its id; by default a new one.", metavar="ID", show_default=False)
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(
            "--field", "-f", help="A field or relation; items of a list with semicolons, or JSON.", metavar="KEY=VALUE"
        ),
    ] = None,
    tenant: TenantOption = None,
    lock_timeout: LockTimeout = 10.0,
    format: FormatOption = Format.TEXT,
) -> int:
    """Create an entity: its values are checked against its type, and what is left out gets its default.

    The state of a new entity is the initial one of its type.
    """
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    given = Given(type, id, tuple(field or ()))
    with closing(open_store(project.settings.database, project.root, lock_timeout=lock_timeout)) as store:
        created = create_entity(store, tenant, given, SystemClock(), TimeOrderedIds())
    if created.problems and format is Format.TEXT:
        what = f"a new {created.type}" if id is None else f"{created.type}/{created.id}"
        terminal.complain(problems_text(created.problems, what, terminal.paint_err))
    if format is Format.JSON:
        terminal.write(envelope(**created_shape(created)))
    elif created.is_written:
        terminal.write(f"created {created.type}/{created.id}")
        terminal.note(f"see it with `atelier entities show {created.type}/{created.id}`")
    return int(not created.is_written)
