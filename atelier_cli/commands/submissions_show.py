"""`atelier submissions show`: shows how far an action is that was accepted."""

from contextlib import closing
from typing import Annotated

import typer

from atelier_cli.commands.options import Format, FormatOption, TenantOption, project_here
from atelier_cli.operations.submissions import find_submission
from atelier_cli.store.open import open_store
from atelier_cli.views.envelope import envelope
from atelier_cli.views.report_json import submission_shape
from atelier_cli.views.submissions import TAIL, submission_text
from atelier_cli.views.terminal import Terminal

EXAMPLES = (("atelier submissions show 9f27c04be1d3", "by the end of its id"),)


def submissions_show(
    context: typer.Context,
    *,
    id: Annotated[str, typer.Argument(help="Its id, or the end of it.", metavar="ID", show_default=False)],
    tenant: TenantOption = None,
    format: FormatOption = Format.TEXT,
) -> int:
    """Show a submission: who submitted what, what carries it, and what came of it."""
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    with closing(open_store(project.settings.database, project.root, create=False)) as store:
        _, found = find_submission(store, tenant, id)
    if format is Format.JSON:
        terminal.write(envelope(submission=submission_shape(found), report=found.report))
        return 0
    terminal.write(submission_text(found, terminal.paint))
    if found.finished_at is None:
        terminal.note(f"carry it on: atelier submissions carry {found.id[-TAIL:]}")
    return 0
