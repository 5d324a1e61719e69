"""`atelier compile`: prints the rows that sheets say, without a database."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from atelier_cli.commands.options import Paths, project_here, remember
from atelier_cli.operations.compile_sheets import compile_sheets
from atelier_cli.operations.project import open_files
from atelier_cli.views.envelope import SCHEMA_VERSION, json_text
from atelier_cli.views.progress import busy
from atelier_cli.views.reports import show_report
from atelier_cli.views.rows import row_shape, rows_text
from atelier_cli.views.terminal import Terminal

EXAMPLES = (
    ("atelier compile", "the rows of the whole project"),
    ("atelier compile sheets/grants.yaml --format jsonl", "one row a line, for other tools"),
)


class RowFormat(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


def compile(  # noqa: A001  # the command's name
    context: typer.Context,
    *,
    paths: Paths = None,
    format: Annotated[RowFormat, typer.Option("--format", help="How to print.", callback=remember)] = RowFormat.TABLE,
) -> int:
    """Print the rows that sheets say, without a database.

    These are the rows that an import brings to a plane, before they get ids.
    """
    terminal = context.ensure_object(Terminal)
    with busy(terminal, "compiling"):
        compiled = compile_sheets(open_files(project_here(terminal), paths or ()))
    if compiled.report.has_errors:
        show_report(compiled.report, terminal)
        return 1
    if format is RowFormat.TABLE:
        terminal.write(rows_text(compiled.rows, terminal.width, terminal.paint))
    elif format is RowFormat.JSON:
        rows = [row_shape(row) for row in compiled.rows]
        terminal.write(json_text({"schema_version": SCHEMA_VERSION, "rows": rows}))
    else:
        for row in compiled.rows:
            terminal.write(json.dumps({"schema_version": SCHEMA_VERSION, **row_shape(row)}, ensure_ascii=False))
    return 0
