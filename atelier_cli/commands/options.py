"""Options that several commands have."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from atelier_cli.diagnostics import Severity
from atelier_cli.operations.settings import Project, load
from atelier_cli.views.terminal import Terminal


class Format(StrEnum):
    """How a command prints."""

    TEXT = "text"
    JSON = "json"


class FailOn(StrEnum):
    """The least severity that makes a check fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"

    def covers(self, severity: Severity) -> bool:
        """Whether a finding of that severity makes the check fail."""
        if self is FailOn.NEVER:
            return False
        order = list(Severity)
        return order.index(severity) <= order.index(Severity(self.value))


def remember(context: Any, value: Any) -> Any:
    """Tells the terminal which format was asked for, so that failures can be told in it."""
    if value is not None:
        context.find_object(Terminal).format = str(value)
    return value


def project_here(terminal: Terminal) -> Project:
    """The project that the working directory lies in."""
    project = load(Path.cwd())
    terminal.detail(f"project {project.root}, settings from {project.config or 'nowhere: there is no atelier.toml'}")
    terminal.detail(f"database {project.settings.database}")
    return project


def may_ask(terminal: Terminal) -> bool:
    """Whether somebody is there to answer a question."""
    return terminal.is_live and terminal.format == "text" and sys.stdin is not None and sys.stdin.isatty()


def _seconds(value: float) -> float:
    """The number of seconds; those that are no number, or far more than anybody waits, are a mistake."""
    if not value <= _LONGEST_WAIT:
        raise typer.BadParameter(f"expected at most {_LONGEST_WAIT} seconds, found {value:g}")
    return value


#: A day, in seconds: databases count such times in milliseconds, and not for ever.
_LONGEST_WAIT = 86_400
FormatOption = Annotated[Format, typer.Option("--format", help="How to print.", callback=remember)]
Paths = Annotated[
    list[Path] | None,
    typer.Argument(help="Files or folders; by default all of the project.", metavar="[PATHS]...", show_default=False),
]
PlaneOption = Annotated[
    str | None, typer.Option(help="The plane; by default that of atelier.toml.", metavar="PLANE", show_default=False)
]
TenantOption = Annotated[
    str | None, typer.Option(help="The tenant; by default the only one.", metavar="NAME", show_default=False)
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would happen, and write nothing.")]
LockTimeout = Annotated[
    float,
    typer.Option(help="How long to wait for the database's lock.", min=0, metavar="SECONDS", callback=_seconds),
]
AsOption = Annotated[
    str | None,
    typer.Option(
        "--as",
        help="Who calls: a person, and roles to believe (SQLite only).",
        metavar="USER[:ROLE,...]",
        show_default=False,
    ),
]
