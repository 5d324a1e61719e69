"""One mistake in a packaged sheet is one finding, at the very place where it was made, or is to be mended."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from atelier_cli.diagnostics import Position, Range
from atelier_cli.linter import lint
from atelier_cli.sheet.parse import parse
from atelier_cli.sheet.reader import read
from tests.support.planting import plant
from tests.support.template import PARSED

TABLES = sorted(Path(__file__).parent.glob("planted*.txt"))


def cases() -> Iterator[tuple[str, str, str, str, str]]:
    lines = (line for table in TABLES for line in table.read_text(encoding="utf-8").splitlines()[1:])
    for line in lines:
        cells = [cell.strip(" ").replace("\\|", "|") for cell in line.split(" | ")]
        file, old, new, rule = cells[:4]
        yield file, old, new, rule, cells[4] if len(cells) > 4 else ""


CASES = list(cases())


@pytest.mark.parametrize(
    ("file", "old", "new", "rule", "at"), CASES, ids=[f"{file}-{new}" for file, _, new, *_ in CASES]
)
def test_one_mistake_is_one_finding_at_its_place(file: str, old: str, new: str, rule: str, at: str) -> None:
    text, place = plant(PARSED[file].document.text, old, new, at)
    context = [parsed for name, parsed in PARSED.items() if name != file]
    report = lint([parse(read(text.encode(), f"{file}.yaml"))], context)
    found = [one for one in report.findings if one.diagnostic.rule != "carried-block"]
    assert [(one.diagnostic.rule, one.mark.range) for one in found] == [(rule, place)], [
        (one.diagnostic.rule, one.diagnostic.message, one.mark.range) for one in found
    ]


def test_there_are_many() -> None:
    assert len(CASES) >= 200
    assert len({rule for *_, rule, _ in CASES}) >= 80


def test_a_caret_is_where_the_marks_are() -> None:
    text, place = plant("identity:\n  code: grants\n", "code: grants", "code: «Grants»")
    assert text == "identity:\n  code: Grants\n"
    assert place == Range(Position(2, 9), Position(2, 15))
