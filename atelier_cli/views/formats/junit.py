"""For whatever shows test results: JUnit XML, a suite for each file and a test case for each finding.

A file without findings is one case that passes; a finding that does not make the exit code 1 passes too, and is told in
the output of its case; one that is suppressed is skipped. Nothing is said of time, so that equal reports are equal.
"""

from collections import Counter
from collections.abc import Iterator

from atelier_cli.linter import Finding, Report, Suppressed
from atelier_cli.views.cells import printable
from atelier_cli.views.diagnostics import finding_text
from atelier_cli.views.formats.protocol import Manner
from atelier_cli.views.terminal import WIDEST, plain

#: What must be escaped; and of printable text all that XML 1.0 cannot say, not even escaped.
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\ufffe": "\ufffd", "\uffff": "\ufffd"}
)


def render(report: Report, manner: Manner) -> str:
    """The XML of a report."""
    cases: dict[str, list[Finding | Suppressed]] = {name: [] for name in report.names}
    for finding in report.findings:
        cases.setdefault(finding.mark.source, []).append(finding)
    for one in report.suppressed:
        cases.setdefault(one.finding.mark.source, []).append(one)
    suites = [_suite(manner.path(name), found, manner) for name, found in cases.items()]
    tests = sum(max(len(found), 1) for found in cases.values())
    failures = sum(one.diagnostic.severity in manner.failing for one in report.findings)
    head = f'<testsuites name="atelier lint" tests="{tests}" failures="{failures}" errors="0">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>"])


def _suite(path: str, found: list[Finding | Suppressed], manner: Manner) -> str:
    failures = sum(isinstance(one, Finding) and one.diagnostic.severity in manner.failing for one in found)
    skipped = sum(isinstance(one, Suppressed) for one in found)
    name = _attribute(path)
    counts = f'tests="{max(len(found), 1)}" failures="{failures}" errors="0" skipped="{skipped}"'
    cases = list(_cases(name, found, manner)) or [f'    <testcase classname="{name}" name="no findings"/>']
    return "\n".join([f'  <testsuite name="{name}" file="{name}" {counts}>', *cases, "  </testsuite>"])


def _cases(classname: str, found: list[Finding | Suppressed], manner: Manner) -> Iterator[str]:
    """The test cases of a file: named by what they are about, so that a case is the same when lines move."""
    seen: Counter[str] = Counter()
    for one in found:
        finding = one.finding if isinstance(one, Suppressed) else one
        name = f"{finding.diagnostic.rule}: {finding.entity}" if finding.entity else finding.diagnostic.rule
        seen[name] += 1
        name = f"{name} ({seen[name]})" if seen[name] > 1 else name
        head = f'    <testcase classname="{classname}" name="{_attribute(name)}">'
        yield f"{head}\n      {_outcome(one, manner)}\n    </testcase>"


def _outcome(one: Finding | Suppressed, manner: Manner) -> str:
    if isinstance(one, Suppressed):
        return f'<skipped message="{_attribute(one.reason or one.by)}"/>'
    found = one.diagnostic
    text = finding_text(one, WIDEST, plain).translate(_ESCAPES)
    if found.severity in manner.failing:
        return f'<failure type="{_attribute(found.rule)}" message="{_attribute(found.message)}">{text}</failure>'
    return f"<system-out>{text}</system-out>"


def _attribute(text: str) -> str:
    return printable(text).translate(_ESCAPES)
