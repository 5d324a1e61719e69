"""The linter as a whole: which rules it goes by, and how severe they are."""

from atelier_cli.diagnostics import Severity
from atelier_cli.linter import Report, lint
from atelier_cli.rules import RULES
from atelier_cli.sheet.parse import parse
from atelier_cli.sheet.reader import read
from tests.support.scaffold import CONTEXT

TEXT = b"""\
identity: {code: a, name: A}
entities: [{entity_type: report, is_visible: false}]
settings:
  - {key: a, type: integer, colour: red}  # atelier: ignore[unknown-key]
"""
CHOSEN = {"unexplained-ignore", "alias-spelling"}


def found(report: Report) -> dict[str, Severity]:
    return {one.diagnostic.rule: one.diagnostic.severity for one in report.findings}


def test_only_the_rules_asked_for_are_gone_by() -> None:
    parsed = parse(read(TEXT, "a.yaml"))
    assert found(lint([parsed], CONTEXT, rules=RULES)) == dict.fromkeys(CHOSEN, Severity.INFO)
    assert set(found(lint([parsed], CONTEXT))) == {"alias-spelling"}
    for rule in CHOSEN:
        report = lint([parsed], CONTEXT, rules={rule: RULES[rule]})
        assert set(found(report)) == {rule}
        assert report.suppressed == ()


def test_what_keeps_a_file_from_being_read_is_gone_by_all_the_same() -> None:
    parsed = parse(read(b"identity: {code: a", "a.yaml"))
    assert set(found(lint([parsed], CONTEXT, rules={}))) == {"syntax"}


def test_findings_are_as_severe_as_is_said() -> None:
    parsed = parse(read(TEXT, "a.yaml"))
    report = lint([parsed], CONTEXT, rules=RULES, weigh=lambda rule, _, __: Severity.ERROR if rule in CHOSEN else None)
    assert found(report) == dict.fromkeys(CHOSEN, Severity.ERROR)
    assert report.has_errors
