"""Whatever is done to a sheet, linting it ends in findings that can be placed, never in a traceback."""

from hypothesis import given, settings
from hypothesis import strategies as st

from atelier_cli.linter import lint
from atelier_cli.sheet.parse import parse
from atelier_cli.sheet.reader import read
from tests.support.template import PARSED

WORDS = [
    "",
    " ",
    "x",
    "$",
    "$entity.",
    "{",
    "}",
    "[",
    "]",
    ":",
    "- ",
    "\n",
    "'",
    '"',
    "null",
    "0",
    "true",
    "&a ",
    "*a",
    "!",
]
BASE = [PARSED["base"], PARSED["municipality"], PARSED["service-desk"]]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A packaged file with a few stretches of its text cut out, repeated, exchanged or replaced by a word."""
    text = PARSED[draw(st.sampled_from(["grants", "trees", "vehicles"]))].document.text
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.sampled_from([0, 1, 3, 10, 40, 200]))
        word = draw(st.sampled_from([*WORDS, text[start:end] * 2, text[end : end + 9] + text[start:end]]))
        text = text[:start] + word + text[end:]
    return text


@settings(max_examples=80, deadline=None)
@given(damaged())
def test_a_damaged_sheet_gives_findings_within_its_text(text: str) -> None:
    report = lint([parse(read(text.encode(), "damaged.yaml"))], BASE)
    last = text.count("\n") + 1
    for finding in report.findings:
        start, end = finding.mark.range.start, finding.mark.range.end
        assert finding.mark.source == "damaged.yaml"
        assert (1, 1) <= (start.line, start.column) <= (end.line, end.column)
        assert end.line <= last + 1
        assert finding.diagnostic.message[:1] not in {"", " "}


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_findings(content: bytes) -> None:
    assert lint([parse(read(content, "any.yaml"))], BASE).findings
