"""Checks the sheets of a project before their content is used."""

from atelier_cli.linter import Report, lint
from atelier_cli.operations.collector import collection_paused
from atelier_cli.operations.project import Files


@collection_paused()
def check(files: Files) -> Report:
    """The findings in the named files; an error counts even where a comment ignores it.

    A broken part is left out of what a file says: to go on with the rest would drop it without a word.
    """
    return lint(files.named, files.context).without_suppressed_errors()
