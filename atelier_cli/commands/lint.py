"""`atelier lint`: checks sheets and vocabularies."""

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Annotated, Any

import typer

from atelier_cli import names
from atelier_cli.clock import SystemClock
from atelier_cli.commands.options import FailOn, Paths, project_here, remember
from atelier_cli.diagnostics import Severity
from atelier_cli.errors import AtelierError, UsageError
from atelier_cli.linter import Report
from atelier_cli.operations.collector import collection_paused
from atelier_cli.operations.fix_files import fix_files
from atelier_cli.operations.lint_sheets import Request, lint_sheets, renew_baseline
from atelier_cli.operations.project import Files, Understand, files_read, open_files, open_text, parsed
from atelier_cli.operations.recorded import Said
from atelier_cli.operations.recording import recorded
from atelier_cli.operations.repository import folder_in_repository
from atelier_cli.operations.rewritten import write_files
from atelier_cli.operations.selection import Asked
from atelier_cli.operations.settings import Project, load
from atelier_cli.operations.watch import changes, seen
from atelier_cli.rules.protocol import Profile
from atelier_cli.sheet.limits import Limits
from atelier_cli.views.failures import show_failure
from atelier_cli.views.fixed import fixed_text, show_diff
from atelier_cli.views.formats import FORMATS
from atelier_cli.views.formats.protocol import Manner
from atelier_cli.views.progress import busy
from atelier_cli.views.replay import ANEW, call_to
from atelier_cli.views.terminal import Level, Terminal
from atelier_cli.views.words import counted, listed

EXAMPLES = (
    ("atelier lint", "every sheet and vocabulary of the project"),
    ("atelier lint sheets/grants.yaml", "one sheet; the rest may be referred to"),
    ("atelier lint --fix", "mend what can be mended without changing what a sheet means"),
    ("atelier lint --unsafe-fixes --diff", "what every fix would change"),
    ("atelier lint --fail-on warning", "as a gate that lets nothing pass"),
    ("atelier lint --baseline known.json --write-baseline", "from here on, only what is new"),
    ("atelier lint --since origin/main", "only what a branch has touched"),
    ("atelier lint --select references --statistics", "how often each of some rules finds something"),
    ("atelier lint --format sarif > atelier.sarif", "for code scanning"),
    ("atelier lint --watch", "again whenever a file changes"),
)


def known_format(context: Any, value: str) -> str:
    """The name of a format, which the terminal is told of; a name that none has is a mistake of who called."""
    if value not in FORMATS:
        meant = names.suggest(value, FORMATS)
        remedy = f"did you mean `{meant}`?" if meant else f"there are {listed(list(FORMATS))}"
        raise typer.BadParameter(f"no format `{value}`; {remedy}")
    return str(remember(context, value))


FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        help="How to print.",
        metavar=f"[{'|'.join(FORMATS)}]",
        envvar="ATELIER_OUTPUT_FORMAT",
        callback=known_format,
        autocompletion=lambda: list(FORMATS),
    ),
]

RulesOption = Annotated[
    list[str] | None,
    typer.Option("--select", help="Only these rules or categories.", metavar="RULE,...", show_default=False),
]
IgnoreOption = Annotated[
    list[str] | None,
    typer.Option("--ignore", help="Leave these rules or categories out.", metavar="RULE,...", show_default=False),
]
ProfileOption = Annotated[
    Profile | None, typer.Option(help="Which rules are on; by default as atelier.toml says.", show_default=False)
]
BaselineOption = Annotated[
    Path | None, typer.Option(help="Findings that are known: they are suppressed.", metavar="FILE", show_default=False)
]
SinceOption = Annotated[
    str | None,
    typer.Option(help="Only what differs from a git revision, entity by entity.", metavar="REV", show_default=False),
]
StdinOption = Annotated[
    Path | None,
    typer.Option(help="Check standard input as if it were this file.", metavar="PATH", show_default=False),
]
#: The formats that can count by rule.
_COUNTING = ("text", "json")
#: How long to wait before looking again whether a file has changed, in seconds.
PAUSE = 0.3


@dataclass(frozen=True, slots=True)
class _Options:
    """What one run is asked for."""

    paths: list[Path]
    format: str
    fail_on: FailOn
    request: Request
    fix: bool
    unsafe_fixes: bool
    diff: bool
    write_baseline: bool
    statistics: bool
    stdin_filename: Path | None
    no_cache: bool


def lint(
    context: typer.Context,
    *,
    paths: Paths = None,
    format: FormatOption = "text",
    fail_on: Annotated[FailOn, typer.Option(help="The least severity that makes the exit code 1.")] = FailOn.ERROR,
    fix: Annotated[bool, typer.Option("--fix", help="Make the fixes that keep what a sheet means.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: make those too that may change it.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what --fix would change.")] = False,
    select: RulesOption = None,
    ignore: IgnoreOption = None,
    profile: ProfileOption = None,
    baseline: BaselineOption = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Make what is found now known, and forget what is gone.")
    ] = False,
    since: SinceOption = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count what each rule finds, instead of showing it.")
    ] = False,
    stdin_filename: StdinOption = None,
    no_cache: Annotated[
        bool, typer.Option(ANEW, help="Check anew, and keep nothing of it.", envvar="ATELIER_NO_CACHE")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a file changes, until Ctrl-C.")] = False,
) -> int:
    """Check sheets and vocabularies.

    Every finding names its rule; `atelier explain RULE` says what it is about.
    """
    terminal = context.ensure_object(Terminal)
    remembers = not (no_cache or fix or diff)
    request = Request(Asked(_words(select), _words(ignore), profile), baseline, since, remembers)
    options = _Options(
        paths or [],
        format,
        fail_on,
        request,
        fix,
        unsafe_fixes,
        diff,
        write_baseline,
        statistics,
        stdin_filename,
        no_cache,
    )
    _refuse_contradictions(options, watch=watch)
    if watch:
        # What has not changed since the last time is understood already.
        return _watch(terminal, options, partial(_run, terminal, options, lru_cache(maxsize=512)(parsed)))
    run = partial(_run, terminal, options, parsed)
    if not _follows_from_files(options):
        return run().code
    return recorded(run, partial(call_to, terminal.arguments, terminal), options.paths, request).code


def _follows_from_files(options: _Options) -> bool:
    """Whether all that a run says may be kept, and it does nothing else."""
    writes = options.fix or options.diff or options.write_baseline
    from_elsewhere = options.request.since is not None or _from_stdin(options)
    return not (options.no_cache or writes or from_elsewhere)


def _from_stdin(options: _Options) -> bool:
    return options.stdin_filename is not None or options.paths == [Path("-")]


def _refuse_contradictions(options: _Options, *, watch: bool) -> None:
    if options.unsafe_fixes and not (options.fix or options.diff):
        raise UsageError("`--unsafe-fixes` says which fixes to make", "add `--fix`, or `--diff` to see them first")
    if options.fix and (options.write_baseline or options.stdin_filename is not None):
        other = "--write-baseline" if options.write_baseline else "--stdin-filename"
        raise UsageError(f"`--fix` and `{other}` do not go together", "`--diff` shows what `--fix` would change")
    if options.statistics and options.format not in _COUNTING:
        counting = listed([f"`--format {name}`" for name in _COUNTING])
        raise UsageError(f"`--format {options.format}` counts nothing by rule", f"use `--statistics` with {counting}")
    if watch and (options.write_baseline or _from_stdin(options)):
        other = "--write-baseline" if options.write_baseline else "standard input"
        raise UsageError(f"`--watch` and {other} do not go together", "leave one of them out")


def _run(terminal: Terminal, options: _Options, understand: Understand) -> Said:
    project = project_here(terminal)
    with busy(terminal, "checking"):
        files = _files(project, options, understand)
    if options.write_baseline:
        return _renew_baseline(terminal, project, files, options.request)
    find = partial(lint_sheets, project, request=options.request, clock=SystemClock())
    if not (options.fix or options.diff):
        with busy(terminal, "checking"):
            report = find(files)
        return _show(terminal, options, report)
    with busy(terminal, "fixing"):
        fixed = fix_files(files, unsafe=options.unsafe_fixes, find=find)
    if options.diff:
        return Said("", show_diff(fixed, terminal))
    write_files(fixed.changed)
    terminal.note(fixed_text(fixed))
    return _show(terminal, options, fixed.report)


def _renew_baseline(terminal: Terminal, project: Project, files: Files, request: Request) -> Said:
    with busy(terminal, "checking"):
        written = renew_baseline(project, files, request, SystemClock())
    known = counted(written.known, "finding")
    terminal.note(f"{written.path} knows {known}: {written.added} new, {written.removed} gone")
    return Said("", 0)


def _show(terminal: Terminal, options: _Options, report: Report) -> Said:
    failing = frozenset(severity for severity in Severity if options.fail_on.covers(severity))
    fold = terminal.level < Level.VERBOSE and options.fail_on is not FailOn.INFO
    folder = folder_in_repository(Path.cwd())
    sum_up = terminal.level > Level.QUIET
    manner = Manner(terminal.width, terminal.paint, fold, folder, failing, options.statistics, sum_up)
    with collection_paused():
        text = FORMATS[options.format].render(report, manner)
    terminal.write(text)
    return Said(text, int(any(finding.diagnostic.severity in failing for finding in report.findings)))


def _watch(terminal: Terminal, options: _Options, run: Callable[[], Said]) -> int:
    """Runs now, and again at every change; what one run cannot do, the next one perhaps can."""
    code = 0
    for _ in changes(lambda: seen(_watched(options)), lambda: time.sleep(PAUSE)):
        terminal.clear()
        try:
            code = run().code
        except AtelierError as error:
            show_failure(error, terminal)
        terminal.note("waiting for a file to change; Ctrl-C ends it")
        terminal.out.flush()
    return code


def _watched(options: _Options) -> tuple[Path, ...]:
    """The files that a run reads; none where the settings or the paths are not what they should be."""
    known = (options.request.baseline,) if options.request.baseline else ()
    try:
        return (*files_read(load(Path.cwd()), options.paths), *known)
    except AtelierError:
        return known


def _words(said: Iterable[str] | None) -> tuple[str, ...]:
    """The words of an option that may be given several times, and hold several with commas between them."""
    return tuple(word.strip() for one in said or () for word in one.split(",") if word.strip())


def _files(project: Project, options: _Options, understand: Understand) -> Files:
    """The files to check: those named, or what is said on standard input."""
    if not _from_stdin(options):
        return open_files(project, options.paths, understand)
    if options.paths not in ([], [Path("-")]):
        raise UsageError("`--stdin-filename` is about standard input alone", "leave the paths out")
    content = sys.stdin.buffer.read(Limits().size + 1)
    return open_text(project, options.stdin_filename or Path("stdin.yaml"), content)
