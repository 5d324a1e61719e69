"""JSON Lines: the findings of the JSON, each for itself and with the schema's version."""

import json
from pathlib import Path

from atelier_cli.views.formats import json as one_object
from atelier_cli.views.formats.jsonl import render
from atelier_cli.views.formats.protocol import Manner
from tests.support.reports import report_of, report_of_folder


def test_each_line_is_a_finding_of_the_json() -> None:
    report = report_of_folder(Path(__file__).parent / "case")
    lines = [json.loads(line) for line in render(report, Manner()).splitlines()]
    whole = json.loads(one_object.render(report, Manner()))
    assert lines == [{"schema_version": whole["schema_version"], **finding} for finding in whole["findings"]]


def test_no_findings_are_no_lines() -> None:
    assert render(report_of({"a.yaml": b"identity: {code: a, name: b}\n"}), Manner()) == ""
