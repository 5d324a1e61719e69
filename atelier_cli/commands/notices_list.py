"""`atelier notices list`: lists what is in a person's inbox."""

from contextlib import closing
from typing import Annotated

import typer

from atelier_cli.commands.options import Format, FormatOption, TenantOption, project_here
from atelier_cli.operations.notices import list_notices
from atelier_cli.store.open import open_store
from atelier_cli.views.envelope import envelope
from atelier_cli.views.notices import notice_shape, notices_text
from atelier_cli.views.terminal import Terminal
from atelier_cli.views.words import counted

EXAMPLES = (
    ("atelier notices list --as ana", "the latest first"),
    ("atelier notices list --as ana --unread", "only the new ones"),
)


def notices_list(
    context: typer.Context,
    *,
    as_: Annotated[str, typer.Option("--as", help="Whose inbox it is.", metavar="USER", show_default=False)],
    unread: Annotated[bool, typer.Option("--unread", help="Only those that are not read yet.")] = False,
    limit: Annotated[int, typer.Option(help="How many at most.", min=1, metavar="NUMBER")] = 20,
    tenant: TenantOption = None,
    format: FormatOption = Format.TEXT,
) -> int:
    """List the notices of a person; new ones are marked."""
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    with closing(open_store(project.settings.database, project.root, create=False)) as store:
        found = list_notices(store, tenant, as_, limit, unread=unread)
    if format is Format.JSON:
        terminal.write(envelope(user=as_, notices=[notice_shape(one) for one in found]))
        return 0
    if found:
        terminal.write(notices_text(found, terminal.width, terminal.paint))
    new = sum(one.read_at is None for one in found)
    terminal.note(f"{counted(len(found), 'notice')} of {as_}, {new:,} new" if found else f"no notices for {as_}")
    return 0
