"""`atelier plan`: shows what an import would change."""

from contextlib import closing

import typer

from atelier_cli.commands.options import Format, FormatOption, Paths, PlaneOption, project_here
from atelier_cli.operations.import_sheets import import_sheets
from atelier_cli.operations.project import open_files
from atelier_cli.store.open import open_store
from atelier_cli.views.imported import show_imported
from atelier_cli.views.progress import busy
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier plan", "what importing the whole project would change"),
    ("atelier plan sheets/grants.yaml --plane lisbon", "one sheet, in a tenant"),
    ("atelier plan --format json", "for a review in CI: exit code 2 says that there are changes"),
)


def plan(
    context: typer.Context, *, paths: Paths = None, plane: PlaneOption = None, format: FormatOption = Format.TEXT
) -> int:
    """Show what an import would change, field by field, and write nothing.

    The exit code is 2 when there are changes, 0 when there are none.
    """
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    target = plane or project.settings.plane
    with (
        busy(terminal, "planning"),
        closing(open_store(project.settings.database, project.root, create=False)) as store,
    ):
        imported = import_sheets(store, open_files(project, paths or ()), target, dry_run=True)
    show_imported(imported, target, terminal, as_json=format is Format.JSON)
    if imported.refused or imported.plan is None:
        return 1
    return 0 if imported.plan.is_empty else 2
