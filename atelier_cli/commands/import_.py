"""`atelier import`: brings a plane to what the sheets say."""

from contextlib import closing

import typer

from atelier_cli.commands.options import DryRun, Format, FormatOption, LockTimeout, Paths, PlaneOption, project_here
from atelier_cli.operations.import_sheets import check_import, import_sheets
from atelier_cli.operations.project import open_files
from atelier_cli.store.open import open_store
from atelier_cli.views.imported import show_imported
from atelier_cli.views.progress import busy
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier import sheets", "into the plane of atelier.toml"),
    ("atelier import sheets/grants.yaml --plane lisbon", "one sheet, into a tenant"),
    ("atelier import sheets --dry-run", "only show what would change"),
)


def import_(
    context: typer.Context,
    *,
    paths: Paths = None,
    plane: PlaneOption = None,
    dry_run: DryRun = False,
    lock_timeout: LockTimeout = 10.0,
    format: FormatOption = Format.TEXT,
) -> int:
    """Bring a plane to what the sheets say: all of them in one transaction, or nothing.

    Importing again what has not changed writes nothing. Rows that no sheet has any more are kept and named.
    """
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    target = plane or project.settings.plane
    files = open_files(project, paths or ())
    database = project.settings.database
    with busy(terminal, "importing"):
        report = check_import(files)
        create = not (dry_run or report.has_errors)  # what is refused, or only planned, makes no database
        with closing(open_store(database, project.root, create=create, lock_timeout=lock_timeout)) as store:
            imported = import_sheets(store, files, target, dry_run=dry_run, checked=report)
    show_imported(imported, target, terminal, as_json=format is Format.JSON)
    return int(imported.refused)
