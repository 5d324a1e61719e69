"""The files of an editor's session: what is open, and what of the disk is known already."""

from pathlib import Path
from typing import NamedTuple

from atelier_cli import resources
from atelier_cli.clock import Clock
from atelier_cli.editor.view import View
from atelier_cli.errors import AtelierError
from atelier_cli.operations.baseline import Baseline, read_baseline
from atelier_cli.operations.collector import collection_paused
from atelier_cli.operations.listing import shown
from atelier_cli.operations.project import files_of, parsed_file
from atelier_cli.operations.selection import Asked, selection
from atelier_cli.operations.settings import Project, Settings, load
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read

#: When a file was last changed, and how long it is: one that has neither changed is not read again.
_Stamp = tuple[int, int]


class _Open(NamedTuple):
    """A file that is open: a text is read only when it is asked about, since one more letter may follow."""

    name: str
    text: str
    parsed: Parsed | None = None


class Workspace:
    """Knows the text of every open file; each file belongs to the project that its folder lies in."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: dict[Path, _Open] = {}
        #: What open files said when last they could be read.
        self._whole: dict[Path, Parsed] = {}
        self._read: dict[Path, tuple[_Stamp, Parsed]] = {}
        self._baselines: dict[Path, tuple[_Stamp, Baseline]] = {}
        self._views: dict[Path, View] = {}

    def update(self, path: Path, text: str) -> None:
        """Takes the text of a file that is open from here on."""
        real = path.resolve()
        if real in self._open and real not in self._whole:
            # A half-written text falls back on what the file said before it.
            self._parsed(real)
        self._open[real] = _Open(shown(path), text)

    def close(self, path: Path) -> None:
        """Forgets the text of a file: the disk has it."""
        self._open.pop(path.resolve(), None)
        self._whole.pop(path.resolve(), None)

    def text(self, path: Path) -> str:
        """The text of an open file."""
        return self._open[path.resolve()].text

    def is_open(self, path: Path) -> bool:
        return path.resolve() in self._open

    def open_files(self) -> tuple[Path, ...]:
        """The files that are open."""
        return tuple(self._open)

    @collection_paused()
    def view(self, path: Path) -> View:
        """The project of a file as it is now.

        Raises `UsageError` where its settings or its baseline are not what they should be.
        """
        project = load(path.resolve().parent)
        files = files_of(project)
        own = {file.resolve() for file in files}
        mine = {path: self._parsed(path) for path in self._open if path in own or _root(path) == project.root}
        base = resources.base_vocabulary().resolve()
        last = {
            one.document.name: self._whole[path]
            for path, one in mine.items()
            if one.model is None and path in self._whole
        }
        view = View(
            project,
            # An editor may ask of any YAML: what no project lists is ours only where it reads as a sheet.
            open=tuple(one for path, one in mine.items() if path in own or path in self._whole),
            closed=tuple(self._from_disk(file) for file in files if file.resolve() not in {*mine, base}),
            packaged=tuple(self._from_disk(file) for file in files if file.resolve() == base and base not in mine),
            last=last,
            chosen=selection(project, Asked()),
            baseline=self._baseline(project),
            today=self._clock.now().date(),
        )
        known = self._views.get(project.root)
        if known is not None and _says(known) == _says(view):
            return known
        self._views[project.root] = view
        return view

    def _parsed(self, path: Path) -> Parsed:
        known = self._open[path]
        if known.parsed is not None:
            return known.parsed
        parsed = parse(read(known.text.encode("utf-8", "surrogatepass"), known.name))
        self._open[path] = known._replace(parsed=parsed)
        if parsed.model is not None:
            self._whole[path] = parsed
        return parsed

    def _from_disk(self, file: Path) -> Parsed:
        stamp = _stamp(file)
        known = self._read.get(file)
        if stamp is None:
            return parsed_file(file)
        if known is None or known[0] != stamp:
            known = self._read[file] = (stamp, parsed_file(file))
        return known[1]

    def _baseline(self, project: Project) -> Baseline | None:
        """The baseline that the settings name."""
        if project.settings.lint.baseline is None:
            return None
        file = project.root / project.settings.lint.baseline
        stamp = _stamp(file)
        known = self._baselines.get(file)
        if stamp is None or known is None or known[0] != stamp:
            known = self._baselines[file] = (stamp or (0, 0), read_baseline(file, shown(file)))
        return known[1]


def _stamp(file: Path) -> _Stamp | None:
    """What tells whether a file has changed; None for one that cannot be looked at."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _says(view: View) -> tuple[object, ...]:
    """What tells whether a view is still what it was: each file that changes is parsed anew."""
    files = (*view.open, *view.closed, *view.packaged)
    return (view.project, view.today, id(view.baseline), *map(id, files))


def _root(path: Path) -> Path:
    try:
        return load(path.parent).root
    except AtelierError:
        return Project(path.parent, Settings()).root
