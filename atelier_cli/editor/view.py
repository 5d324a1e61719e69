"""What an editor and the disk say of a project at a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from atelier_cli.catalog.uses.index import Index, index
from atelier_cli.catalog.uses.symbol import Occurrence
from atelier_cli.diagnostics import Place, Position
from atelier_cli.linter import Finding, lint
from atelier_cli.operations.selection import Selection
from atelier_cli.operations.settings import Project
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.parse import Parsed


@dataclass(frozen=True)
class View:
    """The files of a project: those that are open as the editor has them, the others as they are on disk."""

    project: Project
    open: tuple[Parsed, ...]
    context: tuple[Parsed, ...]
    #: Of open files that cannot be read now: what they said when last they could, by name.
    last: Mapping[str, Parsed]
    #: The rules that the project's settings turn on.
    chosen: Selection
    #: On which an ignore has expired or not.
    today: date

    @cached_property
    def index(self) -> Index:
        """The index of all files; one that cannot be read now has the names it had."""
        return index((*self.context, *(self.last.get(one.document.name, one) for one in self.open)))

    @cached_property
    def findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings in the open files, by name, as the project's settings want them."""
        rules, weigh = self.chosen.rules, self.chosen.weigh
        report = lint(self.open, self.context, rules=rules, weigh=weigh, today=self.today)
        found: dict[str, list[Finding]] = {one.document.name: [] for one in self.open}
        for finding in report.findings:
            found.setdefault(finding.mark.source, []).append(finding)
        return {name: tuple(each) for name, each in found.items()}

    def parsed(self, name: str) -> Parsed:
        """An open file."""
        return next(one for one in self.open if one.document.name == name)

    def document(self, name: str) -> Document | None:
        """Any file of the project, as its places are located in the index."""
        for one in self.index.files:
            if one.document.name == name:
                return one.document
        return None

    def is_stale(self, name: str) -> bool:
        """Whether a file cannot be read as it is now."""
        return name in self.last

    def at(self, name: str, position: Position) -> list[Occurrence]:
        """What is named at a position: several symbols where a name stands for all of them."""
        document = self.document(name)
        if document is None or self.is_stale(name):
            return []
        return [one for one in self.index.by_source.get(name, ()) if covers(document, one.place, position)]


def covers(document: Document, place: Place, position: Position) -> bool:
    """Whether a place reaches to a position, its end included: there the cursor stands after the last letter."""
    # Locating a place costs more than finding its line.
    if document.line_of(place.path) > position.line:
        return False
    where = document.locate(place)
    return where.start <= position <= where.end
