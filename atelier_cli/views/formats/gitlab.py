"""For GitLab: a Code Quality report, which merge requests compare with that of the branch they go into.

See https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.
"""

import json
from collections import Counter
from hashlib import sha256
from typing import Any

from atelier_cli.diagnostics import Severity
from atelier_cli.linter import Finding, Report
from atelier_cli.views.formats.protocol import Manner

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, manner: Manner) -> str:
    """A JSON list of an object for each finding."""
    seen: Counter[tuple[str, ...]] = Counter()
    return json.dumps([_issue(finding, manner, seen) for finding in report.findings], ensure_ascii=False)


def _issue(finding: Finding, manner: Manner, seen: Counter[tuple[str, ...]]) -> dict[str, Any]:
    found, stretch = finding.diagnostic, finding.mark.range
    path = manner.path(finding.mark.source)
    return {
        "description": found.message,
        "check_name": found.rule,
        "fingerprint": _fingerprint((path, found.rule, finding.entity, found.message), seen),
        "severity": _SEVERITIES[found.severity],
        "location": {"path": path, "lines": {"begin": stretch.start.line, "end": stretch.end.line}},
    }


def _fingerprint(said: tuple[str, ...], seen: Counter[tuple[str, ...]]) -> str:
    """The same as long as a finding is about the same thing, wherever its lines go; of equal ones, each its own."""
    seen[said] += 1
    return sha256("\0".join((*said, str(seen[said]))).encode(errors="surrogateescape")).hexdigest()
