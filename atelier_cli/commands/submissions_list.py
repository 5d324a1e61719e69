"""`atelier submissions list`: lists the actions that were accepted, and how far they are."""

from contextlib import closing
from enum import StrEnum
from typing import Annotated

import typer

from atelier_cli.commands.options import Format, FormatOption, TenantOption, project_here
from atelier_cli.operations.submissions import list_submissions
from atelier_cli.store.open import open_store
from atelier_cli.views.envelope import envelope
from atelier_cli.views.report_json import submission_shape
from atelier_cli.views.submissions import submissions_table
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier submissions list", "the latest first"),
    ("atelier submissions list --state running", "those that wait for something"),
)


class State(StrEnum):
    """How far a submission is."""

    ACCEPTED = "accepted"
    RUNNING = "running"
    APPLIED = "applied"
    REJECTED = "rejected"
    FAILED = "failed"


def submissions_list(
    context: typer.Context,
    *,
    state: Annotated[State | None, typer.Option(help="Only those in this state.", show_default=False)] = None,
    limit: Annotated[int, typer.Option(help="How many at most.", min=1, metavar="NUMBER")] = 50,
    tenant: TenantOption = None,
    format: FormatOption = Format.TEXT,
) -> int:
    """List the submissions of actions that a flow or a webhook carries."""
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    with closing(open_store(project.settings.database, project.root, create=False)) as store:
        found = list_submissions(store, tenant, None if state is None else state.value, limit)
    if format is Format.JSON:
        terminal.write(envelope(submissions=[submission_shape(one) for one in found]))
    elif found:
        terminal.write(submissions_table(found, terminal.width, terminal.paint))
    else:
        terminal.note("no submissions" if state is None else f"no submissions are {state.value}")
    return 0
