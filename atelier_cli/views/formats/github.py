"""For GitHub Actions: workflow commands, which annotate the lines of a pull request.

Of one step, GitHub shows ten annotations of each level and drops the others in silence; so the tenth says how many more
there are, and these are listed in the step's log. See https://docs.github.com/actions/reference/workflow-commands.
"""

from collections.abc import Iterator

from atelier_cli.diagnostics import Severity
from atelier_cli.linter import Finding, Report
from atelier_cli.views.cells import printable
from atelier_cli.views.diagnostics import summary
from atelier_cli.views.formats.protocol import Manner
from atelier_cli.views.terminal import plain
from atelier_cli.views.words import counted

#: How many annotations of a level GitHub shows of one step.
LIMIT = 10
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(report: Report, manner: Manner) -> str:
    """An annotation for each finding that GitHub would show, the others by line, and the number of all."""
    annotations, others = [], []
    for severity, level in _LEVELS.items():
        found = [one for one in report.findings if one.diagnostic.severity is severity]
        shown = found if len(found) <= LIMIT else found[: LIMIT - 1]
        rest = found[len(shown) :]
        annotations += [_annotation(one, level, manner) for one in shown]
        if rest:
            more = f"{len(rest):,} more of severity {severity}: the log of this step lists them"
            annotations.append(f"::{level} title=Atelier::{more}")
        others += rest
    return "\n".join([*annotations, *_log(others, manner), summary(report, plain)])


def _annotation(finding: Finding, level: str, manner: Manner) -> str:
    found, stretch = finding.diagnostic, finding.mark.range
    properties = {"file": manner.path(finding.mark.source), "line": stretch.start.line, "endLine": stretch.end.line}
    if stretch.start.line == stretch.end.line:  # columns of different lines are refused
        properties |= {"col": stretch.start.column, "endColumn": stretch.end.column}
    properties["title"] = f"Atelier: {found.rule}"
    said = ",".join(f"{name}={str(value).translate(_IN_PROPERTY)}" for name, value in properties.items())
    message = f"{found.message}\nhelp: {found.help}" if found.help else found.message
    return f"::{level} {said}::{message.translate(_IN_MESSAGE)}"


def _log(findings: list[Finding], manner: Manner) -> Iterator[str]:
    """The findings by line, folded: each starts with its severity, so that none can be a command."""
    if not findings:
        return
    yield f"::group::{counted(len(findings), 'more finding')}"
    for one in findings:
        found, start = one.diagnostic, one.mark.range.start
        place = f"{manner.path(one.mark.source)}:{start.line}:{start.column}"
        # The runner still obeys the older commands, wherever they stand in a line.
        yield printable(f"{found.severity}[{found.rule}] {place}: {found.message}").replace("##[", "## [")
    yield "::endgroup::"
