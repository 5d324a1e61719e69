"""The files of an editor's session: what is open, and what of the disk is known already."""

from pathlib import Path

from atelier_cli.clock import Clock
from atelier_cli.editor.view import View
from atelier_cli.errors import AtelierError
from atelier_cli.operations.collector import collection_paused
from atelier_cli.operations.project import files_of, parsed_file, shown
from atelier_cli.operations.selection import Asked, selection
from atelier_cli.operations.settings import Project, Settings, load
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read

#: When a file was last changed, and how long it is: one that has neither changed is not read again.
_Stamp = tuple[int, int]


class Workspace:
    """Knows the text of every open file; each file belongs to the project that its folder lies in."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: dict[Path, Parsed] = {}
        #: What open files said when last they could be read.
        self._whole: dict[Path, Parsed] = {}
        self._read: dict[Path, tuple[_Stamp, Parsed]] = {}
        self._views: dict[Path, View] = {}

    def update(self, path: Path, text: str) -> None:
        """Takes the text of a file that is open from here on."""
        parsed = parse(read(text.encode("utf-8", "surrogatepass"), shown(path)))
        self._open[path.resolve()] = parsed
        if parsed.model is not None:
            self._whole[path.resolve()] = parsed

    def close(self, path: Path) -> None:
        """Forgets the text of a file: the disk has it."""
        self._open.pop(path.resolve(), None)
        self._whole.pop(path.resolve(), None)

    def text(self, path: Path) -> str:
        """The text of an open file."""
        return self._open[path.resolve()].document.text

    def is_open(self, path: Path) -> bool:
        return path.resolve() in self._open

    @collection_paused()
    def view(self, path: Path) -> View:
        """The project of a file as it is now.

        Raises `UsageError` where its settings are not what they should be.
        """
        project = load(path.resolve().parent)
        files = files_of(project)
        own = {file.resolve() for file in files}
        mine = {path: one for path, one in self._open.items() if path in own or _root(path) == project.root}
        context = tuple(self._from_disk(file) for file in files if file.resolve() not in mine)
        last = {
            one.document.name: self._whole[path]
            for path, one in mine.items()
            if one.model is None and path in self._whole
        }
        # An editor may ask of any YAML: what no project lists is ours only where it reads as a sheet.
        opened = tuple(one for path, one in mine.items() if path in own or path in self._whole)
        view = View(project, opened, context, last, selection(project, Asked()), self._clock.now().date())
        known = self._views.get(project.root)
        if known is not None and _says(known) == _says(view):
            return known
        self._views[project.root] = view
        return view

    def _from_disk(self, file: Path) -> Parsed:
        try:
            status = file.stat()
        except OSError:
            return parsed_file(file)
        stamp = (status.st_mtime_ns, status.st_size)
        known = self._read.get(file)
        if known is None or known[0] != stamp:
            known = self._read[file] = (stamp, parsed_file(file))
        return known[1]


def _says(view: View) -> tuple[object, ...]:
    """What tells whether a view is still what it was: each file that changes is parsed anew."""
    return (view.project, view.today, *map(id, (*view.open, *view.context)))


def _root(path: Path) -> Path:
    try:
        return load(path.parent).root
    except AtelierError:
        return Project(path.parent, Settings()).root
