"""How often each rule found something."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from atelier_cli.diagnostics import Severity
from atelier_cli.linter import Finding, Report
from atelier_cli.views.diagnostics import summary
from atelier_cli.views.table import table
from atelier_cli.views.terminal import Paint


class RuleCount(TypedDict):
    """How often a rule found something."""

    rule: str
    severity: Literal["error", "warning", "info"]
    findings: Annotated[int, Field(ge=0)]
    fixable: Annotated[int, Field(ge=0, description="How many of these have a fix.")]
    safe: Annotated[int, Field(ge=0, description="How many have a fix that keeps what the sheet means.")]
    suppressed: Annotated[int, Field(ge=0, description="How many more a comment or the baseline keeps from it.")]


def statistics(report: Report) -> list[RuleCount]:
    """The rules that found something, the most frequent first."""
    suppressed = Counter(one.finding.diagnostic.rule for one in report.suppressed)
    by_rule: dict[str, list[Finding]] = {rule: [] for rule in suppressed}
    for finding in report.findings:
        by_rule.setdefault(finding.diagnostic.rule, []).append(finding)
    known = {one.finding.diagnostic.rule: one.finding for one in report.suppressed}
    counts = [_count(rule, found, suppressed[rule], found or [known[rule]]) for rule, found in by_rule.items()]
    return sorted(counts, key=lambda one: (-one["findings"], one["rule"]))


def _count(rule: str, found: Sequence[Finding], suppressed: int, examples: Sequence[Finding]) -> RuleCount:
    severities = {one.diagnostic.severity for one in examples}
    return {
        "rule": rule,
        "severity": next(severity for severity in Severity if severity in severities).value,
        "findings": len(found),
        "fixable": sum(bool(one.diagnostic.fixes) for one in found),
        "safe": sum(any(fix.safe for fix in one.diagnostic.fixes) for one in found),
        "suppressed": suppressed,
    }


def statistics_text(report: Report, width: int, paint: Paint) -> str:
    """The same as a table, with what the marks in it stand for."""
    counts = statistics(report)
    if not counts:
        return ""
    rows = [(one["findings"], _mark(one), one["severity"], one["rule"], one["suppressed"]) for one in counts]
    marks = {_mark(one) for one in counts}
    legend = [f"{mark} {meaning}" for mark, meaning in _LEGEND.items() if mark in marks]
    return "\n".join([table(("Findings", "Fix", "Severity", "Rule", "Suppressed"), rows, width, paint), *legend])


def statistics_report(report: Report, width: int, paint: Paint, *, sum_up: bool = True) -> str:
    """The table, and how much was found in all."""
    total = summary(report, paint) if sum_up else ""
    return "\n\n".join(part for part in (statistics_text(report, width, paint), total) if part)


def _mark(count: RuleCount) -> str:
    return _SAFE if count["safe"] else _UNSAFE if count["fixable"] else ""


_SAFE, _UNSAFE = "[*]", "[-]"
_LEGEND = {_SAFE: "`--fix` mends some or all", _UNSAFE: "only `--fix --unsafe-fixes` mends some or all"}
