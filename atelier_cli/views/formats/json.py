"""For programs: one JSON object, which `atelier schema diagnostics` describes.

{"schema_version": 1, "findings": [{"rule": "unknown-key", ...}], "summary": {"files": 1, "errors": 1, ...}}
"""

from atelier_cli.linter import Report
from atelier_cli.views.diagnostics_json import diagnostics
from atelier_cli.views.envelope import json_text
from atelier_cli.views.formats.protocol import Manner


def render(report: Report, manner: Manner) -> str:
    """The report as a JSON object."""
    return json_text(diagnostics(report, count_rules=manner.count_rules))
