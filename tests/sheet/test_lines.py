"""Lines as editors count them."""

import pytest

from atelier_cli.diagnostics import Position, Range
from atelier_cli.sheet.lines import line_starts, position, stretch


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", [0]),
        ("a", [0]),
        ("a\n", [0, 2]),
        ("a\r\nb", [0, 3]),
        ("a\rb\r\rc", [0, 2, 4, 5]),
        ("a\n\r\nb", [0, 2, 4]),
        ("a\x85b\u2028c\x0bd\x0ce", [0]),
    ],
)
def test_lines_start_behind_line_ends(text: str, starts: list[int]) -> None:
    assert line_starts(text) == starts


def test_columns_count_code_points_from_one() -> None:
    starts = line_starts("é😀x\nab")
    found = [position(starts, index) for index in range(7)]
    assert [(one.line, one.column) for one in found] == [(1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (2, 2), (2, 3)]


def test_a_stretch_reaches_over_lines() -> None:
    assert stretch(line_starts("ab\ncd"), 1, 4) == Range(Position(1, 2), Position(2, 2))
