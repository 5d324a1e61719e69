"""`atelier people grant`: gives a person roles."""

from contextlib import closing
from typing import Annotated

import typer

from atelier_cli.clock import SystemClock
from atelier_cli.commands.options import Format, FormatOption, LockTimeout, TenantOption, project_here
from atelier_cli.operations.people import regrant
from atelier_cli.store.open import open_store
from atelier_cli.views.envelope import envelope
from atelier_cli.views.findings import problems_text
from atelier_cli.views.people import changed_shape
from atelier_cli.views.terminal import Terminal
from atelier_cli.views.words import listed

EXAMPLES = (("atelier people grant ana dispatcher auditor", "two more roles"),)


def people_grant(
    context: typer.Context,
    *,
    key: Annotated[str, typer.Argument(help="The person.", metavar="KEY", show_default=False)],
    roles: Annotated[list[str], typer.Argument(help="Roles of the vocabulary.", metavar="ROLE...", show_default=False)],
    tenant: TenantOption = None,
    lock_timeout: LockTimeout = 10.0,
    format: FormatOption = Format.TEXT,
) -> int:
    """Give a person roles."""
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    with closing(open_store(project.settings.database, project.root, lock_timeout=lock_timeout)) as store:
        changed = regrant(store, tenant, key, roles, (), SystemClock())
    if changed.problems and format is Format.TEXT:
        terminal.complain(problems_text(changed.problems, f"person {key}", terminal.paint_err))
    if format is Format.JSON:
        terminal.write(envelope(**changed_shape(changed)))
    elif changed.person is not None and changed.is_written:
        terminal.write(f"{key} has {listed(list(changed.person.roles)) or 'no role'}")
    return int(not changed.is_written)
