"""GitLab's Code Quality report: what it needs, and fingerprints that tell findings apart and know them again."""

import json
from pathlib import Path
from typing import Any

from atelier_cli.views.formats.gitlab import render
from atelier_cli.views.formats.protocol import Manner
from tests.support.reports import report_of

SHEET = (Path(__file__).parent / "case" / "town hall.yaml").read_bytes()


def issues(content: bytes, folder: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(render(report_of({"a.yaml": content}), Manner(folder=folder)))
    return found


def test_every_issue_has_what_gitlab_needs() -> None:
    found = issues(SHEET, "city")
    assert found
    for issue in found:
        assert {"description", "check_name", "fingerprint", "severity", "location"} == set(issue)
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["path"] == "city/a.yaml"
        assert 1 <= issue["location"]["lines"]["begin"] <= issue["location"]["lines"]["end"]


def test_no_two_issues_have_one_fingerprint() -> None:
    twice = b"identity: {code: a, name: b}\nentities: [{schema: {a: 1}}, {schema: {a: 1}}]\n"
    for content in (SHEET, twice):
        prints = [issue["fingerprint"] for issue in issues(content)]
        assert len(set(prints)) == len(prints) > 1


def test_an_issue_keeps_its_fingerprint_when_lines_move() -> None:
    before, after = issues(SHEET), issues(b"# One line more.\n\n" + SHEET)
    lines = [issue["location"]["lines"]["begin"] for issue in before]
    assert [issue["location"]["lines"]["begin"] - 2 for issue in after] == lines
    assert [issue["fingerprint"] for issue in after] == [issue["fingerprint"] for issue in before]


def test_no_issues_are_an_empty_list() -> None:
    assert issues(b"identity: {code: a, name: b}\n") == []
