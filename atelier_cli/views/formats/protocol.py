"""What a format of findings is: a module of this folder, named after the format."""

import posixpath
from dataclasses import dataclass
from typing import Protocol

from atelier_cli.diagnostics import Severity
from atelier_cli.linter import Report
from atelier_cli.views.terminal import WIDEST, Paint, plain


@dataclass(frozen=True, slots=True)
class Manner:
    """How findings are to be shown, beside the format: only what people read depends on the terminal."""

    width: int = WIDEST
    paint: Paint = plain
    #: Whether of many notes of one rule only the number is told.
    fold: bool = False
    #: The working directory, seen from the top of the repository: what reads a report names files from there.
    folder: str = ""
    #: The severities that make the exit code 1.
    failing: frozenset[Severity] = frozenset({Severity.ERROR})
    #: Whether it is counted how often each rule found something.
    count_rules: bool = False
    #: Whether people are told how much was found in all.
    sum_up: bool = True

    def path(self, source: str) -> str:
        """The path of a file from the top of the repository; one that is absolute lies outside, and stays so."""
        return posixpath.normpath(posixpath.join(self.folder, source))


class Format(Protocol):
    """A format's module. Its docstring's first sentence says who reads it."""

    __doc__: str | None
    __name__: str

    def render(self, report: Report, manner: Manner, /) -> str:
        """The text of a report: the same for the same report, and in time that grows with it only."""
