"""One mistake in a packaged sheet is one finding, at the very place where it was made."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from atelier_cli.diagnostics import Position, Range
from atelier_cli.linter import lint
from atelier_cli.sheet.lines import line_starts, stretch
from atelier_cli.sheet.parse import parse
from atelier_cli.sheet.reader import read
from tests.support.template import PARSED

PLANTED = Path(__file__).with_name("planted.txt")


def cases() -> Iterator[tuple[str, str, str, str]]:
    for line in PLANTED.read_text(encoding="utf-8").splitlines()[1:]:
        file, old, new, rule = (cell.strip() for cell in line.split(" | "))
        yield file, old, new, rule


CASES = list(cases())


def planted(file: str, old: str, new: str) -> tuple[str, Range]:
    """The file's text with its first `old` replaced, and where the marked part is."""
    text = PARSED[file].document.text
    assert old in text, f"{file} has no `{old}`"
    before, _, after = text.partition(old)
    head, marked, tail = new.replace("»", "«").split("«")
    start = len(before) + len(head)
    changed = f"{before}{head}{marked}{tail}{after}"
    return changed, stretch(line_starts(changed), start, start + len(marked))


@pytest.mark.parametrize(("file", "old", "new", "rule"), CASES, ids=[f"{file}-{new}" for file, _, new, _ in CASES])
def test_one_mistake_is_one_finding_at_its_place(file: str, old: str, new: str, rule: str) -> None:
    text, place = planted(file, old, new)
    context = [parsed for name, parsed in PARSED.items() if name != file]
    report = lint([parse(read(text.encode(), f"{file}.yaml"))], context)
    found = [one for one in report.findings if one.diagnostic.rule != "carried-block"]
    assert [(one.diagnostic.rule, one.mark.range) for one in found] == [(rule, place)], [
        (one.diagnostic.rule, one.diagnostic.message) for one in found
    ]


def test_there_are_many() -> None:
    assert len(CASES) >= 60
    assert len({rule for *_, rule in CASES}) >= 25


def test_a_caret_is_where_the_marks_are() -> None:
    text, place = planted("grants", "code: grants", "code: «Grants»")
    assert text.splitlines()[4] == "  code: Grants"
    assert place == Range(Position(5, 9), Position(5, 15))
