"""SARIF: what the public schema says of it, and what code scanning makes of it."""

import json
import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from atelier_cli.linter import Report, Suppressed
from atelier_cli.rules import RULES
from atelier_cli.sheet.edits.apply_fixes import apply_fixes
from atelier_cli.views.formats.protocol import Manner
from atelier_cli.views.formats.sarif import render
from atelier_cli.views.line_hash import line_hashes
from tests.support.reports import report_of, report_of_folder

CASE = Path(__file__).parent / "case"
CONFORMANCE = os.environ.get("ATELIER_CONFORMANCE_DIR")


def run_of(report: Report, manner: Manner = Manner()) -> dict[str, Any]:  # noqa: B008  # frozen
    run: dict[str, Any] = json.loads(render(report, manner))["runs"][0]
    return run


@pytest.fixture(scope="module")
def report() -> Report:
    return report_of_folder(CASE, "sheets/")


@cache
def schema() -> Draft4Validator:
    return Draft4Validator(json.loads((Path(CONFORMANCE or "") / "sarif-schema-2.1.0.json").read_text("utf-8")))


@pytest.mark.skipif(not CONFORMANCE, reason="ATELIER_CONFORMANCE_DIR names no folder")
def test_it_is_what_the_schema_says(report: Report) -> None:
    for shown in (report, report_of({}), _of_every_rule(report)):
        assert [error.message for error in schema().iter_errors(json.loads(render(shown, Manner())))] == []


def _of_every_rule(report: Report) -> Report:
    """A report with a finding of every rule, which so tells the documentation of all."""
    one = report.findings[0]
    findings = [replace(one, diagnostic=replace(one.diagnostic, rule=rule)) for rule in RULES]
    return replace(report, findings=tuple(findings))


def test_every_rule_that_found_something_is_told_once_and_documented(report: Report) -> None:
    run = run_of(_of_every_rule(report))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(RULES)
    for rule in rules:
        assert rule["help"]["markdown"].startswith(rule["shortDescription"]["text"].split()[0])
        assert rule["defaultConfiguration"]["level"] == LEVELS[RULES[rule["id"]].SEVERITY.value]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def test_a_region_holds_what_is_meant(report: Report) -> None:
    texts = {f"sheets/{file.name}": file.read_text(encoding="utf-8") for file in CASE.iterdir()}
    results = run_of(report)["results"]
    meant = [_text(texts, result["locations"][0]) for result in results if result["ruleId"] == "wrong-value"]
    assert meant[0] == "🦊_name", "columns count code points"
    assert meant[1].startswith('"with | pipe')
    related = [label for result in results for label in result.get("relatedLocations", ())]
    assert [(_text(texts, label), label["message"]["text"]) for label in related] == [
        ("crew", "owned here"),
        ("crew", "the first one"),
        ("crew", "owned here"),
        ("crew", "declared here"),
    ]


def _text(texts: dict[str, str], location: dict[str, Any]) -> str:
    place = location["physicalLocation"]
    name = place["artifactLocation"]["uri"].replace("%20", " ")
    region = place["region"]
    assert region["startLine"] == region["endLine"]
    return texts[name].splitlines()[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]


def test_files_are_relative_uris(report: Report) -> None:
    files = {
        json.dumps(result["locations"][0]["physicalLocation"]["artifactLocation"])
        for result in run_of(report, Manner(folder="a:b"))["results"]
    }
    assert files == {'{"uri": "a%3Ab/sheets/town%20hall.yaml", "uriBaseId": "%SRCROOT%"}'}


def test_a_file_outside_of_the_repository_is_a_whole_uri() -> None:
    found = run_of(report_of({"/etc/ä.yaml": b"identity: {}\n"}), Manner(folder="city"))["results"][0]
    assert found["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "file:///etc/%C3%A4.yaml"}


def test_the_fingerprint_is_the_hash_of_the_line(report: Report) -> None:
    text = (CASE / "town hall.yaml").read_text(encoding="utf-8")
    for result in run_of(report)["results"]:
        line = result["locations"][0]["physicalLocation"]["region"]["startLine"]
        assert result["partialFingerprints"] == {"primaryLocationLineHash": line_hashes(text, {line})[line]}


def test_what_is_suppressed_is_told_with_the_reason(report: Report) -> None:
    assert [one.by for one in report.suppressed] == ["comment"]
    known = Suppressed(report.findings[0], "baseline")
    results = run_of(replace(report, findings=report.findings[1:], suppressed=(*report.suppressed, known)))["results"]
    assert [result["suppressions"] for result in results if result["suppressions"]] == [
        [{"kind": "inSource", "status": "accepted", "justification": "is renamed next week"}],
        [{"kind": "external", "status": "accepted"}],
    ]
    assert len(results) == len(report.findings) - 1 + 2


def test_nothing_in_a_message_becomes_a_link(report: Report) -> None:
    one = report.findings[0]
    linked = replace(one, diagnostic=replace(one.diagnostic, message="see [here](https://example.org) and a[0]"))
    said = run_of(replace(report, findings=(linked,)))["results"][0]["message"]["text"]
    assert said.startswith(r"see \[here](https://example.org) and a[0]")


MISSPELT = ("aliasses: []\n", "descripton: x\n", "# atelier: ignore[unknown-key] ö 🏛\n", "action: []\n", "# 🏛 é\n")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(MISSPELT), min_size=1, max_size=5, unique=True), st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_replacements_of_a_fix_make_what_the_fix_makes(lines: list[str], end: str) -> None:
    """Whoever applies the regions that are told gets the text that `--fix` would write."""
    text = "".join(["identity: {code: a, name: 'é 🏛', kee: 1}\n", *lines]).replace("\n", end)
    report = report_of({"a.yaml": text.encode()})
    results = [result for result in run_of(report)["results"] if not result["suppressions"]]
    for finding, result in zip(report.findings, results, strict=True):
        assert finding.mark.document is not None
        for told, fix in zip(result.get("fixes", ()), finding.diagnostic.fixes, strict=True):
            assert told["properties"] == {"safe": fix.safe}
            assert _replaced(text, told) == apply_fixes(finding.mark.document, [fix]).document.text


def test_some_fixes_are_told(report: Report) -> None:
    told = [
        (result["ruleId"], fix["description"]["text"])
        for result in run_of(report)["results"]
        for fix in result.get("fixes", ())
    ]
    assert ("unknown-key", "rename to `indexed`") in told
    assert ("unused-ignore", "remove the ignore") in told


def _replaced(text: str, fix: dict[str, Any]) -> str:
    """The text with the replacements made, as the specification says: lines end with CR LF, CR or LF."""
    (change,) = fix["artifactChanges"]
    lines = text.replace("\r\n", "\0\n").replace("\r", "\n").split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for one in sorted(change["replacements"], key=lambda one: -one["deletedRegion"]["startLine"]):
        region = one["deletedRegion"]
        start = starts[region["startLine"] - 1] + region["startColumn"] - 1
        stop = starts[region["endLine"] - 1] + region["endColumn"] - 1
        text = text[:start] + one["insertedContent"]["text"] + text[stop:]
    return text
