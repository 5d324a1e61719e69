"""Lints the sheets of a project: its rules and severities, its ignores, what is known, and what is new."""

from contextlib import nullcontext
from dataclasses import field
from pathlib import Path

from atelier_cli.clock import Clock
from atelier_cli.errors import UsageError
from atelier_cli.frozen import frozen
from atelier_cli.linter import Report, lint
from atelier_cli.operations.baseline import Baseline, Checked, against, read_baseline, text_of, updated
from atelier_cli.operations.check_memory import check_memory
from atelier_cli.operations.collector import collection_paused
from atelier_cli.operations.listing import shown
from atelier_cli.operations.project import Files
from atelier_cli.operations.selection import Asked, selection
from atelier_cli.operations.settings import Project
from atelier_cli.operations.since import since


@frozen
class Request:
    """What a run of the linter is asked for."""

    asked: Asked = field(default_factory=Asked)
    #: The file of known findings; None for that of the settings, if they name one.
    baseline: Path | None = None
    #: A git revision: what is as it was then is not reported.
    since: str | None = None
    #: Whether what was found before, and is still true, need not be found again.
    remembers: bool = False


@collection_paused()
def lint_sheets(project: Project, files: Files, request: Request, clock: Clock) -> Report:
    """The findings in the named files that are neither ignored, nor known, nor old.

    Raises `UsageError` where a rule, the baseline or the revision is not what it should be.
    """
    report, checked = _checked(project, files, request, clock)
    path = _baseline_of(project, request)
    if path is not None:
        report = against(read_baseline(path, shown(path)), report, checked)
    if request.since is not None:
        report = since(report, [parsed.document for parsed in files.named], request.since, Path.cwd())
    return report


@frozen
class Written:
    """What was written into a baseline."""

    path: Path
    #: How many findings it knows, how many of these are new to it, and how many it does not know any more.
    known: int
    added: int
    removed: int


@collection_paused()
def renew_baseline(project: Project, files: Files, request: Request, clock: Clock) -> Written:
    """Makes all findings of now known ones, and forgets those that are gone; what was not checked stays as it was.

    Raises `UsageError` where no baseline is named, or the one there cannot be read.
    """
    path = _baseline_of(project, request)
    if path is None:
        raise UsageError("no baseline to write", "name it: `--baseline lint-baseline.json`, or `baseline` in `[lint]`")
    if request.since is not None:
        raise UsageError("`--since` and `--write-baseline` do not go together", "leave one of them out")
    report, checked = _checked(project, files, request, clock)
    old = read_baseline(path, shown(path)) if path.exists() else Baseline(path)
    new = updated(old, report, checked)
    try:
        path.write_text(text_of(new), encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(
            f"{shown(path)} cannot be written: {(error.strerror or '').lower()}", "name another"
        ) from error
    return Written(path, new.counts.total(), (new.counts - old.counts).total(), (old.counts - new.counts).total())


def known_to(project: Project, request: Request) -> tuple[Path, ...]:
    """The baseline of a run, and the files it speaks of: of one that is no more, nothing is known any more."""
    path = _baseline_of(project, request)
    if path is None:
        return ()
    named = sorted({key.file for key in read_baseline(path, shown(path)).entries})
    return (path, *(project.root / file for file in named))


def _checked(project: Project, files: Files, request: Request, clock: Clock) -> tuple[Report, Checked]:
    chosen = selection(project, request.asked)
    today = clock.now().date()
    # A folder that nobody made a project stays as it is.
    is_kept = request.remembers and project.settings.lint.cache and project.config is not None
    with check_memory(project.root, chosen.rules) if is_kept else nullcontext() as memory:
        report = lint(files.named, files.context, rules=chosen.rules, weigh=chosen.weigh, today=today, memory=memory)
    names = tuple(parsed.document.name for parsed in files.named)
    return report, Checked(project.root, names, chosen.weigh)


def _baseline_of(project: Project, request: Request) -> Path | None:
    """The file of known findings: as the command line names it, else as the settings do, from the project's folder."""
    if request.baseline is not None or project.settings.lint.baseline is None:
        return request.baseline
    return project.root / project.settings.lint.baseline
