"""What an editor and the disk say of a project at a moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from atelier_cli.catalog.uses.index import Index, index
from atelier_cli.catalog.uses.symbol import Occurrence
from atelier_cli.diagnostics import Place, Position
from atelier_cli.editor.node_at import node_at
from atelier_cli.linter import Finding, lint
from atelier_cli.operations.baseline import Baseline, Checked, against
from atelier_cli.operations.selection import Selection
from atelier_cli.operations.settings import Project
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.parse import Parsed

#: Findings by the name of the file they stand in; a file without any is there too.
Found = Mapping[str, tuple[Finding, ...]]


@dataclass(frozen=True)
class View:
    """The files of a project: those that are open as the editor has them, the others as they are on disk."""

    project: Project
    open: tuple[Parsed, ...]
    closed: tuple[Parsed, ...]
    #: The vocabulary that Atelier brings along, which nobody is told about.
    packaged: tuple[Parsed, ...]
    #: Of open files that cannot be read now: what they said when last they could, by name.
    last: Mapping[str, Parsed]
    #: The rules that the project's settings turn on.
    chosen: Selection
    #: The findings that are known; None where the project keeps no baseline.
    baseline: Baseline | None
    #: On which an ignore has expired or not.
    today: date

    @cached_property
    def index(self) -> Index:
        """The index of all files; one that cannot be read now has the names it had."""
        now = (self.last.get(one.document.name, one) for one in self.open)
        return index((*self.packaged, *self.closed, *now))

    @cached_property
    def findings(self) -> Found:
        """The findings in the open files, as the project's settings and its baseline want them."""
        return self._found(self.open, (*self.packaged, *self.closed))

    @cached_property
    def elsewhere(self) -> Found:
        """The findings in the files that are not open."""
        return self._found(self.closed, (*self.packaged, *self.open))

    def _found(self, files: tuple[Parsed, ...], context: Iterable[Parsed]) -> Found:
        rules, weigh = self.chosen.rules, self.chosen.weigh
        report = lint(files, context, rules=rules, weigh=weigh, today=self.today) if files else None
        found: dict[str, list[Finding]] = {one.document.name: [] for one in files}
        if report is not None and self.baseline is not None:
            report = against(self.baseline, report, Checked(self.project.root, tuple(found), weigh))
        for finding in () if report is None else report.findings:
            # What is stale in the baseline is told on the command line, which has seen the whole.
            if finding.mark.source in found:
                found[finding.mark.source].append(finding)
        return {name: tuple(each) for name, each in found.items()}

    def parsed(self, name: str) -> Parsed:
        """An open file."""
        return next(one for one in self.open if one.document.name == name)

    @cached_property
    def _documents(self) -> Mapping[str, Document]:
        return {one.document.name: one.document for one in self.index.files}

    def document(self, name: str) -> Document | None:
        """Any file of the project, as its places are located in the index."""
        return self._documents.get(name)

    def is_stale(self, name: str) -> bool:
        """Whether a file cannot be read as it is now."""
        return name in self.last

    def at(self, name: str, position: Position) -> list[Occurrence]:
        """What is named at a position: several symbols where a name stands for all of them."""
        document = self.document(name)
        if document is None or self.is_stale(name):
            return []
        if document.spans.aliases:
            # What an alias repeats stands at its anchor, which another path leads to.
            found: Iterable[Occurrence] = self.index.by_source.get(name, ())
        else:
            place = node_at(document, position)
            found = [] if place is None else self.index.around(name, place.path)
        return [one for one in found if covers(document, one.place, position)]


def covers(document: Document, place: Place, position: Position) -> bool:
    """Whether a place reaches to a position, its end included: there the cursor stands after the last letter."""
    # Locating a place costs more than finding its line.
    if document.line_of(place.path) > position.line:
        return False
    where = document.locate(place)
    return where.start <= position <= where.end
