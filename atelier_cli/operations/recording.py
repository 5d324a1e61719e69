"""Records runs of the linter, so that they can be told again: those that follow from files alone."""

from collections.abc import Callable, Iterable
from pathlib import Path

from atelier_cli.errors import AtelierError
from atelier_cli.frozen import frozen
from atelier_cli.operations.lint_sheets import Request, known_to
from atelier_cli.operations.project import roots
from atelier_cli.operations.recorded import Call, Read, Said, read_of, record
from atelier_cli.operations.settings import load


@frozen
class _State:
    """All that a run depends on, at one time."""

    root: Path
    call: Call
    read: Read


def recorded(run: Callable[[], Said], call: Callable[[], Call | None], paths: Iterable[Path], request: Request) -> Said:
    """What the run says, kept in the project where it goes by nothing but files.

    These are looked at before and after: what was changed meanwhile may have been read in either state.
    """
    paths = list(paths)
    before = _state(call(), paths, request)
    said = run()
    if before is not None and before == _state(call(), paths, request):
        record(before.root, before.call, before.read, said)
    return said


def _state(call: Call | None, paths: list[Path], request: Request) -> _State | None:
    """The state of now; None where nothing is to be kept of it."""
    try:
        project = load(Path.cwd())
        # A folder that nobody made a project stays as it is.
        if call is None or project.config is None or not project.settings.lint.cache:
            return None
        read = read_of(roots(project, paths), known_to(project, request))
    except AtelierError:
        return None  # the run itself says so
    return None if read is None else _State(project.root, call, read)
