"""How often each rule found something, what could be fixed, and what is suppressed."""

from atelier_cli.linter import Report, lint
from atelier_cli.sheet.parse import parse
from atelier_cli.sheet.reader import read
from atelier_cli.views.diagnostics import report_text
from atelier_cli.views.diagnostics_json import diagnostics
from atelier_cli.views.statistics import statistics, statistics_text
from atelier_cli.views.terminal import plain
from tests.support.scaffold import CONTEXT

TEXT = """\
identity: {code: a, name: A}
settings:
  - {key: a, type: integer, colour: red}
  - {key: b, type: integer, default_valu: 1}
  - {key: c, type: integer, colour: red}  # atelier: ignore[unknown-key] read by the old form
  - {key: d, type: intgr}  # atelier: ignore[unknown-word] since 1999
  - {key: e, type: integer}  # atelier: ignore[unknown-word] since 1999
"""


def report(text: str = TEXT) -> Report:
    return lint([parse(read(text.encode(), "a.yaml"))], CONTEXT)


def test_rules_are_counted_the_most_frequent_first() -> None:
    assert statistics_text(report(), 80, plain).splitlines() == [
        "Findings  Fix  Severity  Rule           Suppressed",
        "       2  [-]  error     unknown-key             1",
        "       1  [*]  warning   unused-ignore           0",
        "       0       error     unknown-word            1",
        "[*] `--fix` mends some or all",
        "[-] only `--fix --unsafe-fixes` mends some or all",
    ]


def test_only_the_marks_that_are_there_are_explained() -> None:
    text = "identity: {code: a, name: A}\nsettings:\n  - {key: a, type: integer, default_value: red}\n"
    assert statistics_text(report(text), 80, plain).splitlines()[1:] == [
        "       1       error     wrong-type           0"
    ]


def test_nothing_found_is_no_table() -> None:
    assert statistics_text(report("identity: {code: a, name: A}\n"), 80, plain) == ""


def test_as_json_they_come_with_the_findings() -> None:
    shape = diagnostics(report(), count_rules=True)
    assert shape["statistics"] == statistics(report())
    assert "statistics" not in diagnostics(report())
    assert [one["rule"] for one in shape["statistics"]] == ["unknown-key", "unused-ignore", "unknown-word"]


def test_what_is_suppressed_is_counted_and_stays_in_the_report() -> None:
    assert report_text(report(), 80, plain).endswith("2 errors, 1 warning in 1 file; 2 suppressed")
    shape = diagnostics(report())
    assert shape["summary"]["suppressed"] == 2
    assert [(one["rule"], one["by"], one["reason"]) for one in shape["suppressed"]] == [
        ("unknown-key", "comment", "read by the old form"),
        ("unknown-word", "comment", "since 1999"),
    ]
