"""Shows why a command could not go on."""

import traceback
from typing import Any

from atelier_cli import __version__
from atelier_cli.errors import AtelierError
from atelier_cli.views.envelope import envelope
from atelier_cli.views.terminal import Terminal


def show_failure(error: AtelierError, terminal: Terminal) -> None:
    """Shows what is in the way, and what to do about it."""
    _complain(terminal, error.message, error.remedy)
    _envelope(terminal, {"message": error.message, "remedy": error.remedy, "exit_code": error.exit_code})


def show_usage(message: str, usage: str, help_command: str, terminal: Terminal) -> None:
    """Shows what is wrong with the command line."""
    _complain(terminal, message, f"try `{help_command}`")
    if usage:
        terminal.complain(terminal.paint_err(usage, "faint"))
    _envelope(terminal, {"message": message, "remedy": f"try `{help_command}`", "exit_code": 64})


def show_bug(error: BaseException, command: str, terminal: Terminal) -> None:
    """Says that Atelier itself is wrong, and how to report it; where it happened only when that was asked for."""
    message = f"{type(error).__name__}: {error}".rstrip(": ")
    if terminal.traceback:
        terminal.complain("".join(traceback.format_exception(error)).rstrip())
    _complain(terminal, f"Atelier failed: {message}", "")
    terminal.complain(
        "This is a bug in Atelier, not a mistake of yours. The database has all of the command's work or none."
    )
    if not terminal.traceback:
        terminal.complain(f"To report it, add what this prints: {command} --traceback  (Atelier {__version__})")
    _envelope(terminal, {"message": message, "remedy": "report this bug", "exit_code": 70})


def _complain(terminal: Terminal, message: str, remedy: str) -> None:
    terminal.complain(f"{terminal.paint_err('error', 'error')}{terminal.paint_err(f': {message}', 'title')}")
    if remedy:
        terminal.complain(f"{terminal.paint_err('help', 'info')}: {remedy}")


def _envelope(terminal: Terminal, error: dict[str, Any]) -> None:
    if terminal.format == "json":
        terminal.write(envelope(error=error))
