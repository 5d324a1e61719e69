"""`atelier people list`: lists the people of a tenant."""

from contextlib import closing
from typing import Annotated

import typer

from atelier_cli.clock import SystemClock
from atelier_cli.commands.options import Format, FormatOption, TenantOption, project_here
from atelier_cli.operations.people import list_people
from atelier_cli.store.open import open_store
from atelier_cli.views.envelope import envelope
from atelier_cli.views.people import people_table, person_shape
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier people list", "everybody, with roles and groups"),
    ("atelier people list --role dispatcher", "who may do what dispatchers may"),
)


def people_list(
    context: typer.Context,
    *,
    role: Annotated[str | None, typer.Option(help="Only who has it.", metavar="ROLE", show_default=False)] = None,
    group: Annotated[
        str | None, typer.Option(help="Only who belongs to it.", metavar="GROUP", show_default=False)
    ] = None,
    tenant: TenantOption = None,
    format: FormatOption = Format.TEXT,
) -> int:
    """List people with their roles and groups."""
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    with closing(open_store(project.settings.database, project.root, create=False)) as store:
        people = list_people(store, tenant, SystemClock(), role=role, group=group)
    if format is Format.JSON:
        terminal.write(envelope(people=[person_shape(one) for one in people]))
    elif people:
        terminal.write(people_table(people, terminal.width, terminal.paint))
    else:
        terminal.note("nobody yet; `atelier people add` and `atelier people load` add people")
    return 0
