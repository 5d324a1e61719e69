"""JUnit XML: as the schema that Jenkins publishes for it allows it, with counts that are true."""

from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atelier_cli.diagnostics import Severity
from atelier_cli.linter import Report
from atelier_cli.views.formats.junit import render
from atelier_cli.views.formats.protocol import Manner
from tests.support.reports import report_of, report_of_folder

CASE = Path(__file__).parent / "case"
#: Of each element, as in `junit-10.xsd` of Jenkins' xunit plugin: what it may hold, must say, and may say.
SCHEMA: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": ({"testsuite"}, set(), {"name", "time", "tests", "failures", "disabled", "errors"}),
    "testsuite": (
        {"properties", "testcase", "system-out", "system-err"},
        {"name"},
        {"tests", "failures", "errors", "skipped", "time", "timestamp", "hostname", "id", "package", "file"},
    ),
    "testcase": (
        {"skipped", "error", "failure", "system-out", "system-err"},
        {"name"},
        {"classname", "time", "assertions", "status"},
    ),
    "failure": (set(), set(), {"type", "message"}),
    "skipped": (set(), set(), {"type", "message"}),
    "system-out": (set(), set(), set()),
}
#: Whose text is more than the blanks between elements.
WITH_TEXT = {"failure", "skipped", "system-out"}


def parsed(text: str) -> Element:
    root = fromstring(text)  # noqa: S314  # our own
    assert root.tag == "testsuites"
    _check(root)
    suites = root.findall("testsuite")
    _count(root, suites)
    for suite in suites:
        _count(suite, [suite])
        names = [(case.get("classname"), case.get("name")) for case in suite]
        assert len(set(names)) == len(names) > 0
    return root


def _check(element: Element) -> None:
    children, needed, known = SCHEMA[element.tag]
    assert needed <= set(element.attrib) <= needed | known
    assert element.tag in WITH_TEXT or not (element.text or "").strip()
    assert not (element.tail or "").strip()
    for child in element:
        assert child.tag in children
        _check(child)


def _count(element: Element, suites: list[Element]) -> None:
    cases = [case for suite in suites for case in suite]
    assert element.get("tests") == str(len(cases))
    for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        if attribute in element.attrib or element.tag == "testsuite":
            assert element.get(attribute) == str(sum(case.find(tag) is not None for case in cases))


@pytest.fixture(scope="module")
def report() -> Report:
    return report_of_folder(CASE, "sheets/")


def test_a_suite_for_every_file_and_a_case_for_every_finding(report: Report) -> None:
    root = parsed(render(report, Manner(folder="city")))
    assert [suite.get("name") for suite in root] == [
        "city/sheets/first.yaml",
        "city/sheets/second.yaml",
        "city/sheets/town hall.yaml",
    ]
    assert [(case.get("name"), len(case)) for case in root[0]] == [("no findings", 0)]
    assert len(root[2]) == len(report.findings) + len(report.suppressed)
    assert [one.get("message") for one in root.iter("skipped")] == ["is renamed next week"]


@pytest.mark.parametrize("severity", Severity)
def test_what_fails_is_what_makes_the_exit_code_1(report: Report, severity: Severity) -> None:
    root = parsed(render(report, Manner(failing=frozenset({severity}))))
    failed = sorted(one.get("message") or "" for one in root.iter("failure"))
    assert failed == sorted(one.diagnostic.message for one in report.findings if one.diagnostic.severity is severity)
    assert len(failed) == report.count(severity) > 0


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_whatever_stands_in_a_sheet_is_legal_xml(text: str) -> None:
    content = f"identity: {{code: a, name: b}}\n? {text!r}\n: 1\n{text}: 2\n".encode(errors="ignore")
    parsed(render(report_of({f"{text}.yaml": content}), Manner()))


def test_no_file_is_no_suite() -> None:
    assert len(parsed(render(report_of({}), Manner()))) == 0
