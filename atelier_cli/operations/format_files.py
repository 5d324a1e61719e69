"""Formats the files of a project."""

from atelier_cli.diagnostics import Diagnostic
from atelier_cli.frozen import frozen
from atelier_cli.linter import Finding, located
from atelier_cli.operations.collector import collection_paused
from atelier_cli.operations.project import Files
from atelier_cli.operations.rewritten import Rewritten
from atelier_cli.sheet.format import format_document


@frozen
class Formatting:
    """What formatting comes to: nothing is written yet."""

    files: tuple[Rewritten, ...]
    #: Why files were left as they are, by name.
    refusals: tuple[tuple[str, str], ...]
    #: What keeps files from being read.
    findings: tuple[Finding, ...]

    @property
    def changed(self) -> tuple[Rewritten, ...]:
        return tuple(file for file in self.files if file.is_changed)


@collection_paused()
def format_files(files: Files) -> Formatting:
    """The named files in the canonical layout; those that cannot be read are left alone."""
    found: list[Rewritten] = []
    refusals: list[tuple[str, str]] = []
    problems: list[Diagnostic] = []
    for parsed in files.named:
        document = parsed.document
        if document.problems:
            problems += document.problems
            continue
        formatted = format_document(document)
        if formatted.refusal:
            refusals.append((document.name, formatted.refusal))
        else:
            found.append(Rewritten(document.name, document.text, formatted.text))
    return Formatting(tuple(found), tuple(refusals), tuple(located(problems, files.documents)))
