"""For programs that read line by line: a JSON object for each finding, as in `json`, with the schema's version.

{"schema_version": 1, "rule": "unknown-key", "severity": "error", "message": "unknown key `indxed`", ...}
"""

import json

from atelier_cli.linter import Report
from atelier_cli.views.diagnostics_json import finding_shapes
from atelier_cli.views.envelope import SCHEMA_VERSION
from atelier_cli.views.formats.protocol import Manner


def render(report: Report, _manner: Manner) -> str:
    """A line for every finding; nothing where there are none."""
    shapes = finding_shapes(report.findings)
    return "".join(
        f"{json.dumps({'schema_version': SCHEMA_VERSION, **shape}, ensure_ascii=False)}\n" for shape in shapes
    )
