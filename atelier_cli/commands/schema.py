"""`atelier schema`: prints the JSON Schemas for editors and other tools, or writes them as files."""

from pathlib import Path
from typing import Annotated, Any

import typer

from atelier_cli import names
from atelier_cli.commands.options import Format, FormatOption
from atelier_cli.errors import UsageError
from atelier_cli.operations.file_access import file_access
from atelier_cli.operations.json_schemas import FILES, SUFFIX, json_schema, json_schema_text
from atelier_cli.views.diagnostics_json import Diagnostics
from atelier_cli.views.envelope import envelope
from atelier_cli.views.plan_json import Plan
from atelier_cli.views.report_shapes import ActionReport
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier schema sheet > sheet.schema.json", "for an editor"),
    ("atelier schema plan", "what `atelier plan --format json` prints"),
    ("atelier schema --write schemas", "all of them, one file each"),
)
#: Every schema by its name: of what is read, and of what is printed.
SCHEMAS: dict[str, type[Any]] = {**FILES, "diagnostics": Diagnostics, "plan": Plan, "report": ActionReport}


def schema(
    context: typer.Context,
    *,
    name: Annotated[
        str | None,
        typer.Argument(
            help=f"One of {', '.join(SCHEMAS)}; without it, their names.", metavar="[NAME]", show_default=False
        ),
    ] = None,
    write: Annotated[
        Path | None, typer.Option(help="Write all schemas into this folder.", metavar="DIR", show_default=False)
    ] = None,
    format: FormatOption = Format.TEXT,
) -> int:
    """Print the JSON Schema of a kind of file, or of what a command prints.

    In a sheet, the comment `# yaml-language-server: $schema=../schemas/sheet.schema.json` at the top tells an editor.
    """
    terminal = context.ensure_object(Terminal)
    if name is not None and name not in SCHEMAS:
        meant = names.suggest(name, SCHEMAS)
        raise UsageError(
            f"there is no schema `{name}`", f"did you mean `{meant}`?" if meant else f"one of {', '.join(SCHEMAS)}"
        )
    if write is not None:
        chosen = SCHEMAS if name is None else {name: SCHEMAS[name]}
        files = _write(write, chosen)
        terminal.note(f"wrote {len(files)} schemas to {write}")
        if format is Format.JSON:
            terminal.write(envelope(files=files))
    elif name is not None and format is Format.JSON:
        terminal.write(envelope(name=name, schema=json_schema(name, SCHEMAS[name])))
    elif name is not None:
        terminal.write(json_schema_text(name, SCHEMAS[name]))
    elif format is Format.JSON:
        terminal.write(envelope(schemas=list(SCHEMAS)))
    else:
        terminal.write("\n".join(SCHEMAS))
    return 0


def _write(folder: Path, schemas: dict[str, type[Any]]) -> list[str]:
    """Writes the schemas into the folder, which may be new, and tells the files."""
    files = {folder / f"{name}{SUFFIX}": json_schema_text(name, shape) for name, shape in schemas.items()}
    with file_access(folder, "written"):
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in files.items():
            file.write_text(text, encoding="utf-8")
    return [file.as_posix() for file in files]
