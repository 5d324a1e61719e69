"""The linter: rules over files, findings with their places, and what keeps them from being findings."""

from atelier_cli.linter.finding import Finding, Mark, located
from atelier_cli.linter.lint import lint
from atelier_cli.linter.report import Report, Suppressed
from atelier_cli.linter.weighing import ALWAYS_ON, STANDARD, Weigh, as_found

__all__ = [
    "ALWAYS_ON",
    "STANDARD",
    "Finding",
    "Mark",
    "Report",
    "Suppressed",
    "Weigh",
    "as_found",
    "lint",
    "located",
]
