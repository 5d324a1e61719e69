"""`atelier entities load`: loads many entities and links from a file."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from atelier_cli.clock import SystemClock
from atelier_cli.commands.options import DryRun, Format, FormatOption, LockTimeout, TenantOption, project_here
from atelier_cli.operations.load_entities import load_entities
from atelier_cli.store.open import open_store
from atelier_cli.views.entities import loaded_shape, loaded_text
from atelier_cli.views.envelope import envelope
from atelier_cli.views.findings import MOST, findings_text
from atelier_cli.views.progress import Bar
from atelier_cli.views.terminal import Level, Terminal

EXAMPLES = (
    ("atelier entities load entities.yaml --dry-run", "see what would happen"),
    ("atelier entities load entities.yaml", "load it; again, it changes nothing"),
    ("atelier entities load trees.csv --type tree", "a table of trees: one column is `id`, the others are fields"),
)


def entities_load(
    context: typer.Context,
    *,
    file: Annotated[Path, typer.Argument(help="YAML, JSON, JSON lines or CSV.", metavar="FILE", show_default=False)],
    type: Annotated[
        str | None,
        typer.Option("--type", help="The type of entities that do not say theirs.", metavar="TYPE", show_default=False),
    ] = None,
    dry_run: DryRun = False,
    tenant: TenantOption = None,
    lock_timeout: LockTimeout = 10.0,
    format: FormatOption = Format.TEXT,
) -> int:
    """Load entities and links, all or nothing; what is there already is brought to what the file says.

    A file has `entities`, each with `entity_type`, `id` and `fields`, and may have `links`, each with `source`,
    `relation` and `target`. Entities may name others that come later in the file.
    """
    terminal = context.ensure_object(Terminal)
    project = project_here(terminal)
    database = project.settings.database
    with (
        closing(open_store(database, project.root, lock_timeout=lock_timeout, create=not dry_run)) as store,
        Bar(terminal, f"loading {file.name}") as progress,
    ):
        loaded = load_entities(store, tenant, file, SystemClock(), progress, default_type=type, dry_run=dry_run)
    if format is Format.JSON:
        terminal.write(envelope(**loaded_shape(loaded, dry_run=dry_run)))
        return int(not loaded.is_fit)
    if loaded.findings:
        most = len(loaded.findings) if terminal.level >= Level.VERBOSE else MOST
        terminal.complain(findings_text(loaded.findings, terminal.paint_err, most))
    if loaded.is_fit:
        terminal.write(loaded_text(loaded, terminal.width, terminal.paint, dry_run=dry_run))
    else:
        terminal.note("nothing was loaded")
    return int(not loaded.is_fit)
