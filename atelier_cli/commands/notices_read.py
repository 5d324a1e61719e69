"""`atelier notices read`: marks notices as read."""

from contextlib import closing
from typing import Annotated

import typer

from atelier_cli.clock import SystemClock
from atelier_cli.commands.options import Format, FormatOption, LockTimeout, TenantOption, project_here
from atelier_cli.operations.notices import mark_read
from atelier_cli.store.open import open_store
from atelier_cli.views.envelope import envelope
from atelier_cli.views.notices import notice_shape
from atelier_cli.views.terminal import Terminal
from atelier_cli.views.words import counted

EXAMPLES = (
    ("atelier notices read --as ana", "all of them"),
    ("atelier notices read --as ana 9f27c04be1d3", "one, by the end of its id"),
)


def notices_read(
    context: typer.Context,
    *,
    ids: Annotated[
        list[str] | None,
        typer.Argument(help="Their ids, or the ends of them; all by default.", metavar="[ID]...", show_default=False),
    ] = None,
    as_: Annotated[str, typer.Option("--as", help="Whose inbox it is.", metavar="USER", show_default=False)],
    tenant: TenantOption = None,
    lock_timeout: LockTimeout = 10.0,
    format: FormatOption = Format.TEXT,
) -> int:
    """Mark notices of a person as read."""
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    with closing(open_store(project.settings.database, project.root, lock_timeout=lock_timeout, create=False)) as store:
        marked = mark_read(store, tenant, as_, tuple(ids or ()), SystemClock())
    if format is Format.JSON:
        terminal.write(envelope(user=as_, notices=[notice_shape(one) for one in marked]))
    else:
        terminal.write(f"marked {counted(len(marked), 'notice')} of {as_} as read")
    return 0
