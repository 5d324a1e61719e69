"""Markdown: rendered as a comment is, it is one table that says the findings as text, and nothing else."""

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from atelier_cli.linter import Report
from atelier_cli.views.formats.markdown import LIMIT, render
from atelier_cli.views.formats.protocol import Manner
from tests.support.reports import report_of_folder

CASE = Path(__file__).parent / "case"
#: With raw HTML switched on and tables, as GitHub reads comments.
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
OURS = {"p", "strong", "table", "thead", "tbody", "tr", "th", "td", "br", "code"}


@pytest.fixture(scope="module")
def report() -> Report:
    return report_of_folder(CASE, "sheets/")


def rows(text: str) -> list[list[str]]:
    """The cells of the table, as text; fails where anything but our own elements is in it."""
    page = MARKDOWN.render(text)
    assert set(re.findall(r"</?(\w+)", page)) <= OURS
    assert page.count("<table>") == 1
    body = page.partition("<tbody>")[2]
    cells = (re.findall(r"<td>(.*?)</td>", row, re.DOTALL) for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL))
    return [[html.unescape(re.sub(r"</?code>", "", cell)) for cell in row] for row in cells]


def test_a_row_for_every_finding(report: Report) -> None:
    found = rows(render(report, Manner(folder="city")))
    assert len(found) == len(report.findings)
    assert found[1] == [
        "error",
        "wrong-value",
        "city/sheets/town hall.yaml:7:23<br>entity crew > field 🦊_name",
        "expected a name in snake_case, found 🦊_name",
    ]


PIECES = st.lists(
    st.sampled_from(
        ["`", "``", "|", "\\", "<b>", "<!--", "[a](b)", "![a](b)", "*", "_", "~~", "&amp;", "a", " ", "\n", "# ", "- "]
    )
)


@settings(max_examples=200, deadline=None)
@given(PIECES.map("".join), PIECES.map("".join))
def test_whatever_stands_in_a_message_is_text(report: Report, message: str, source: str) -> None:
    one = report.findings[0]
    mark = replace(one.mark, source=f"x{source}x")
    nasty = replace(one, mark=mark, entity=message, diagnostic=replace(one.diagnostic, message=message, help=message))
    (row,) = rows(render(replace(report, findings=(nasty,)), Manner()))
    assert len(row) == 4
    said = message.replace("\n", "␊")
    assert _squeezed(row[3]) == _squeezed(f"{said}<br>{said}" if message else "")


def _squeezed(text: str) -> str:
    """Without the marks of code and the blanks, which Markdown puts together."""
    return re.sub(r"[`\s]", "", text)


@pytest.mark.parametrize("text", ["@all", "see https://example.org", "www.example.org", "ana@example.org", "$x$"])
def test_nobody_is_called_and_nothing_becomes_a_link(report: Report, text: str) -> None:
    one = report.findings[0]
    said = render(replace(report, findings=(replace(one, diagnostic=replace(one.diagnostic, message=text)),)), Manner())
    assert text not in said
    assert _squeezed(rows(said)[0][3]).startswith(_squeezed(text.replace("@", "@\u200b")))


def test_a_comment_has_an_end(report: Report) -> None:
    many = replace(report, findings=report.findings * 100)
    text = render(many, Manner())
    assert len(text) <= LIMIT + 100
    shown = len(rows(text.rpartition("\n\n")[0]))
    assert text.endswith(f"\n\n{len(many.findings) - shown:,} more findings: `atelier lint` shows all")
    assert shown > 200


def test_no_findings_are_one_line() -> None:
    assert render(report_of_folder(CASE / "nowhere"), Manner()) == "**Atelier**: no findings in 0 files"
