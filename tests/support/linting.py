"""Lints files of a small project in a folder."""

from pathlib import Path

from atelier_cli.clock import FixedClock
from atelier_cli.linter import Report
from atelier_cli.operations.lint_sheets import Request, lint_sheets, renew_baseline
from atelier_cli.operations.project import open_files
from atelier_cli.operations.settings import load
from tests.conftest import NOW


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def report_of(folder: Path, request: Request | None = None, *paths: str) -> Report:
    """What is found in the project in a folder, or in some of its files."""
    project = load(folder, {})
    return lint_sheets(
        project, open_files(project, [folder / path for path in paths]), request or Request(), FixedClock(NOW)
    )


def remember(folder: Path, request: Request | None = None, *paths: str) -> tuple[int, int, int]:
    """Writes the baseline of the project in a folder: how many findings are known, new in it, and gone from it."""
    project = load(folder, {})
    files = open_files(project, [folder / path for path in paths])
    written = renew_baseline(project, files, request or Request(), FixedClock(NOW))
    return written.known, written.added, written.removed


def told(report: Report) -> list[str]:
    """The findings in short: `unknown-role action close`."""
    return [f"{one.diagnostic.rule} {one.entity}".strip() for one in report.findings]
