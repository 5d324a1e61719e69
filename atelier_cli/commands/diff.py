"""`atelier diff`: compares two planes."""

from contextlib import closing
from typing import Annotated

import typer

from atelier_cli.commands.options import Format, FormatOption, project_here
from atelier_cli.operations.diff_planes import diff_planes
from atelier_cli.store.open import open_store
from atelier_cli.views.envelope import json_text
from atelier_cli.views.plan_json import plan_shape
from atelier_cli.views.plan_text import COMPARED, plan_text
from atelier_cli.views.progress import busy
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier diff municipality lisbon", "what a tenant has made of its template"),
    ("atelier diff lisbon porto --format json", "for other tools"),
)


def diff(
    context: typer.Context,
    *,
    left: Annotated[str, typer.Argument(help="The plane to start from.", metavar="PLANE")],
    right: Annotated[str, typer.Argument(help="The plane to compare it with.", metavar="PLANE")],
    format: FormatOption = Format.TEXT,
) -> int:
    """Compare two planes: `+` is only in the second, `-` only in the first, `~` says something else there.

    The exit code is 2 when they differ.
    """
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    with (
        busy(terminal, "comparing"),
        closing(open_store(project.settings.database, project.root, create=False)) as store,
    ):
        plan = diff_planes(store, left, right)
    if format is Format.JSON:
        terminal.write(json_text(plan_shape(plan, left, applied=False, findings=[])))
    else:
        terminal.write(plan_text(plan, terminal.width, terminal.paint, COMPARED))
    return 0 if plan.is_empty else 2
