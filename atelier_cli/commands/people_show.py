"""`atelier people show`: shows a person."""

from contextlib import closing
from typing import Annotated

import typer

from atelier_cli.clock import SystemClock
from atelier_cli.commands.options import Format, FormatOption, TenantOption, project_here
from atelier_cli.operations.people import show_person
from atelier_cli.store.open import open_store
from atelier_cli.views.envelope import envelope
from atelier_cli.views.people import person_shape, person_text
from atelier_cli.views.terminal import Terminal

EXAMPLES = (("atelier people show ana", "name, address, roles, groups and attributes"),)


def people_show(
    context: typer.Context,
    *,
    key: Annotated[str, typer.Argument(help="The person.", metavar="KEY", show_default=False)],
    tenant: TenantOption = None,
    format: FormatOption = Format.TEXT,
) -> int:
    """Show a person; `atelier entities show user/KEY` shows what the person is linked with."""
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    with closing(open_store(project.settings.database, project.root, create=False)) as store:
        person = show_person(store, tenant, key, SystemClock())
    if format is Format.JSON:
        terminal.write(envelope(person=person_shape(person)))
    else:
        terminal.write(person_text(person, terminal.paint))
    return 0
