"""`atelier people load`: loads many people and groups from a file."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from atelier_cli.clock import SystemClock
from atelier_cli.commands.options import DryRun, Format, FormatOption, LockTimeout, TenantOption, project_here
from atelier_cli.operations.load_people import load_people
from atelier_cli.store.open import open_store
from atelier_cli.views.envelope import envelope
from atelier_cli.views.findings import MOST, findings_text
from atelier_cli.views.people import loaded_shape, loaded_text
from atelier_cli.views.progress import Bar
from atelier_cli.views.terminal import Level, Terminal

EXAMPLES = (
    ("atelier people load people.yaml --dry-run", "see what would happen"),
    ("atelier people load staff.csv", "columns key, name, email, roles, groups; others are fields"),
)


def people_load(
    context: typer.Context,
    *,
    file: Annotated[Path, typer.Argument(help="YAML, JSON, JSON lines or CSV.", metavar="FILE", show_default=False)],
    dry_run: DryRun = False,
    tenant: TenantOption = None,
    lock_timeout: LockTimeout = 10.0,
    format: FormatOption = Format.TEXT,
) -> int:
    """Load people and groups, all or nothing; who is there already is brought to what the file says.

    A file has `people`, each with `key` and, as needed, `name`, `email`, `roles`, `groups`, `attributes`, `fields` and
    `is_active`, and may have `groups`, each with `key` and `label`.
    """
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    database = project.settings.database
    with (
        closing(open_store(database, project.root, lock_timeout=lock_timeout, create=not dry_run)) as store,
        Bar(terminal, f"loading {file.name}") as progress,
    ):
        loaded = load_people(store, tenant, file, SystemClock(), progress, dry_run=dry_run)
    if format is Format.JSON:
        terminal.write(envelope(**loaded_shape(loaded, dry_run=dry_run)))
        return int(not loaded.is_fit)
    if loaded.findings:
        most = len(loaded.findings) if terminal.level >= Level.VERBOSE else MOST
        terminal.complain(findings_text(loaded.findings, terminal.paint_err, most))
    if loaded.is_fit:
        terminal.write(loaded_text(loaded, terminal.paint, dry_run=dry_run))
    else:
        terminal.note("nothing was loaded")
    return int(not loaded.is_fit)
