"""Checks the sheets of a project."""

from atelier_cli.linter import Report, lint
from atelier_cli.operations.collector import collection_paused
from atelier_cli.operations.project import Files


@collection_paused()
def check(files: Files) -> Report:
    """The findings in the named files."""
    return lint(files.named, files.context)
