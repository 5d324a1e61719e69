"""`atelier lint`: checks sheets and vocabularies."""

import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from atelier_cli import names
from atelier_cli.clock import SystemClock
from atelier_cli.commands.options import FailOn, Paths, project_here, remember
from atelier_cli.diagnostics import Severity
from atelier_cli.errors import UsageError
from atelier_cli.operations.fix_files import fix_files
from atelier_cli.operations.format_files import write_files
from atelier_cli.operations.lint_sheets import Request, lint_sheets, renew_baseline
from atelier_cli.operations.project import Files, open_files, open_text
from atelier_cli.operations.repository import folder_in_repository
from atelier_cli.operations.selection import Asked
from atelier_cli.operations.settings import Project
from atelier_cli.rules.protocol import Profile
from atelier_cli.sheet.limits import Limits
from atelier_cli.views.fixed import fixed_text, show_diff
from atelier_cli.views.formats import FORMATS
from atelier_cli.views.formats.protocol import Manner
from atelier_cli.views.progress import busy
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
) -> int:
    """Check sheets and vocabularies.

    Every finding names its rule; `atelier explain RULE` says what it is about.
    """
    terminal = context.ensure_object(Terminal)
    if unsafe_fixes and not (fix or diff):
        raise UsageError("`--unsafe-fixes` says which fixes to make", "add `--fix`, or `--diff` to see them first")
    if fix and (write_baseline or stdin_filename is not None):
        other = "--write-baseline" if write_baseline else "--stdin-filename"
        raise UsageError(f"`--fix` and `{other}` do not go together", "`--diff` shows what `--fix` would change")
    project = project_here(terminal)
    request = Request(Asked(_words(select), _words(ignore), profile), baseline, since)
    with busy(terminal, "checking"):
        files = _files(project, paths or [], stdin_filename)
        written = renew_baseline(project, files, request, SystemClock()) if write_baseline else None
    if written is not None:
        known = counted(written.known, "finding")
        terminal.note(f"{written.path} knows {known}: {written.added} new, {written.removed} gone")
        return 0
    with busy(terminal, "checking"):
        find = partial(lint_sheets, project, request=request, clock=SystemClock())
        fixed = fix_files(files, unsafe=unsafe_fixes, find=find) if fix or diff else None
        report = find(files) if fixed is None else fixed.report
    if fixed is not None and diff:
        return show_diff(fixed, terminal)
    if fixed is not None:
        write_files(fixed.changed)
        terminal.note(fixed_text(fixed))
    failing = frozenset(severity for severity in Severity if fail_on.covers(severity))
    fold = terminal.level < Level.VERBOSE and fail_on is not FailOn.INFO
    manner = Manner(terminal.width, terminal.paint, fold, folder_in_repository(Path.cwd()), failing, statistics)
    terminal.write(FORMATS[format].render(report, manner))
    return int(any(finding.diagnostic.severity in failing for finding in report.findings))


def _words(said: Iterable[str] | None) -> tuple[str, ...]:
    """The words of an option that may be given several times, and hold several with commas between them."""
    return tuple(word.strip() for one in said or () for word in one.split(",") if word.strip())


def _files(project: Project, paths: list[Path], stdin_filename: Path | None) -> Files:
    """The files to check: those named, or what is said on standard input."""
    from_stdin = paths == [Path("-")]
    if stdin_filename is None and not from_stdin:
        return open_files(project, paths)
    if paths and not from_stdin:
        raise UsageError("`--stdin-filename` is about standard input alone", "leave the paths out")
    content = sys.stdin.buffer.read(Limits().size + 1)
    return open_text(project, stdin_filename or Path("stdin.yaml"), content)
