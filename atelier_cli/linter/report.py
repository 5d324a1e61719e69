"""What a run of the linter found, and what it was kept from finding."""

from dataclasses import replace
from typing import Literal

from atelier_cli.catalog.catalog import Catalog
from atelier_cli.diagnostics import Severity
from atelier_cli.frozen import frozen
from atelier_cli.linter.finding import Finding, sort_key


@frozen
class Suppressed:
    """A finding that somebody knows of and does not want to hear of: it is shown where asked for, and fails nothing."""

    finding: Finding
    #: What knows it: a comment in the file, or a baseline.
    by: Literal["comment", "baseline"]
    #: Why, where the comment says so.
    reason: str = ""


@frozen
class Report:
    """All findings of a run, sorted by file and position."""

    findings: tuple[Finding, ...]
    #: How many files were checked.
    files: int
    catalog: Catalog
    #: Those that a comment or a baseline keeps from being findings, in the same order.
    suppressed: tuple[Suppressed, ...] = ()
    #: The files that were checked, by name.
    names: tuple[str, ...] = ()

    def count(self, severity: Severity) -> int:
        return sum(finding.diagnostic.severity is severity for finding in self.findings)

    @property
    def has_errors(self) -> bool:
        return any(finding.diagnostic.severity is Severity.ERROR for finding in self.findings)

    def without_suppressed_errors(self) -> "Report":
        """The report for who goes on with the files: an error that is ignored is one all the same."""
        errors = [one for one in self.suppressed if one.finding.diagnostic.severity is Severity.ERROR]
        others = [one for one in self.suppressed if one.finding.diagnostic.severity is not Severity.ERROR]
        findings = sorted((*self.findings, *(one.finding for one in errors)), key=sort_key)
        return replace(self, findings=tuple(findings), suppressed=tuple(others))
