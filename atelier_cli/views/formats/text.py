"""For people: each finding with its line, a caret, and what to try.

error[unknown-key]: unknown key `indxed`
 --> sheets/crews.yaml:8:58   entity crew > field size
  |
8 |         - {field_key: size, indxed: true}
  |                             ^^^^^^
help: did you mean `indexed`?
"""

from atelier_cli.linter import Report
from atelier_cli.views.diagnostics import report_text
from atelier_cli.views.formats.protocol import Manner
from atelier_cli.views.statistics import statistics_report


def render(report: Report, manner: Manner) -> str:
    """Every finding as people read it, and their number; or how many each rule has."""
    if manner.count_rules:
        return statistics_report(report, manner.width, manner.paint, sum_up=manner.sum_up)
    return report_text(report, manner.width, manner.paint, fold=manner.fold, sum_up=manner.sum_up)
