"""Shows what is wrong with what a person gave: on the command line, or in a file of items."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from atelier_cli.diagnostics import Severity
from atelier_cli.language.problems import Problem
from atelier_cli.operations.item_files import Finding
from atelier_cli.views.cells import printable
from atelier_cli.views.terminal import Paint
from atelier_cli.views.words import counted, listed

#: So many findings are shown, unless all are asked for.
MOST = 50


def problems_text(problems: Iterable[Problem], what: str, paint: Paint) -> str:
    """Problems of one thing that a command line says."""
    return "\n\n".join(_block(one.severity, one.message, _way(what, one.path), one.help, paint) for one in problems)


def problem_shape(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.rule,
        "severity": problem.severity.value,
        "at": "".join(f"/{step}" for step in problem.path),
        "message": problem.message,
        "help": problem.help,
    }


def findings_text(findings: Sequence[Finding], paint: Paint, most: int = MOST) -> str:
    """What is wrong with the items of a file, each with where it stands; of very many, the first."""
    blocks = [_block(one.severity, one.message, _place(one), one.help, paint, one.where) for one in findings[:most]]
    more = len(findings) - most
    if more > 0:
        blocks.append(paint(f"and {more:,} more; `--verbose` shows them all", "faint"))
    counts = Counter(one.severity for one in findings)
    said = [paint(counted(counts[one], one.value), one.value) for one in Severity if counts[one]]
    return "\n\n".join([*blocks, listed(said)])


def _block(severity: Severity, message: str, place: str, help_: str, paint: Paint, where: str = "") -> str:  # noqa: PLR0917
    head = f"{paint(severity.value, severity.value)}{paint(f': {printable(message)}', 'title')}"
    way = f"   {paint(printable(where), 'faint')}" if where else ""
    lines = [head, f" {paint('-->', 'frame')} {printable(place)}{way}"]
    return "\n".join([*lines, *([f"{paint('help', 'info')}: {printable(help_)}"] if help_ else [])])


def _place(one: Finding) -> str:
    spot = "".join(f":{number}" for number in (one.line, one.column) if number is not None)
    return f"{one.file}{spot}"


def _way(what: str, path: Sequence[str | int]) -> str:
    return f"{what} > {'.'.join(map(str, path))}" if path else what
