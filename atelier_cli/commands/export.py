"""`atelier export`: writes the sheets that say a plane's rows."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from atelier_cli.commands.options import Format, FormatOption, PlaneOption, project_here
from atelier_cli.errors import UsageError
from atelier_cli.operations.export_plane import export_plane
from atelier_cli.operations.write_exported import stale, write_exported
from atelier_cli.store.open import open_store
from atelier_cli.views.envelope import envelope
from atelier_cli.views.progress import busy
from atelier_cli.views.terminal import Terminal
from atelier_cli.views.words import counted

EXAMPLES = (
    ("atelier export --plane lisbon --app grants", "one sheet, on the screen"),
    ("atelier export --plane municipality --out exported", "all sheets of a template, as files"),
    ("atelier export --out exported --check", "whether the files say what the plane says: exit code 2 if not"),
)


def export(
    context: typer.Context,
    *,
    plane: PlaneOption = None,
    app: Annotated[
        str | None, typer.Option(help="Only this application, by its code.", metavar="CODE", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write a file for each application here.", metavar="DIR", show_default=False)
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; say which files are out of date.")] = False,
    format: FormatOption = Format.TEXT,
) -> int:
    """Write the sheets that say a plane's rows, in canonical form; of the plane `system`, its vocabularies.

    The same rows give the same bytes. A file with comments is never overwritten: an export has none.
    """
    terminal = context.ensure_object(Terminal)
    if check and out is None:
        raise UsageError("`--check` compares files, and no folder was named", "add `--out DIR`")
    project = project_here(terminal)
    target = plane or project.settings.plane
    with (
        busy(terminal, "exporting"),
        closing(open_store(project.settings.database, project.root, create=False)) as store,
    ):
        files = export_plane(store, target, app)
    differing = stale(files, out) if out is not None else ()
    if out is not None and not check:
        write_exported(files, out)
    names = [path.as_posix() for path in differing]
    if format is Format.JSON:
        texts = [{"name": file.name, "text": file.text} for file in files]
        terminal.write(envelope(plane=target, files=texts, differing=names, written=out is not None and not check))
    elif out is None:
        terminal.write("---\n".join(file.text for file in files))
    elif check:
        terminal.write("\n".join(f"out of date: {name}" for name in names))
        terminal.note(f"{counted(len(names), 'file')} out of date, {len(files) - len(names)} as the plane says")
    else:
        terminal.write("\n".join(f"wrote {name}" for name in names))
        terminal.note(f"{counted(len(names), 'file')} written, {len(files) - len(names)} unchanged")
    return 2 if check and names else 0
