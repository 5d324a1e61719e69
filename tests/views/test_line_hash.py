"""GitHub's line hashes: its own examples, and a hash that rolls along, character by character, as GitHub's does."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atelier_cli.sheet.lines import line_starts
from atelier_cli.views.line_hash import line_hashes

CONFORMANCE = os.environ.get("ATELIER_CONFORMANCE_DIR")
#: Short lines and long ones, blanks, every line end, and characters on either side of what a code unit holds.
TEXTS = st.text(st.sampled_from("ab: \t\n\r€🏛\uffff"), max_size=400)


def all_hashes(text: str) -> list[str]:
    return list(line_hashes(text, range(1, len(line_starts(text)) + 1)).values())


@pytest.mark.skipif(not CONFORMANCE, reason="ATELIER_CONFORMANCE_DIR names no folder")
def test_the_hashes_are_those_of_github() -> None:
    known = json.loads((Path(CONFORMANCE or "") / "github-line-hash.json").read_text(encoding="utf-8"))
    assert known["vectors"]
    for text, hashes in known["vectors"]:
        assert all_hashes(text) == hashes


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_the_hashes_are_those_of_a_rolling_hash(text: str) -> None:
    assert all_hashes(text) == rolling(text)


def test_only_the_lines_asked_for_are_hashed_and_counted_among_all() -> None:
    text = "a: 1\n" * 200
    assert line_hashes(text, {3, 7}) == {number: all_hashes(text)[number - 1] for number in (3, 7)}
    assert line_hashes(text, {3, 7})[3].endswith(":3")


def test_a_line_far_below_keeps_its_hash_when_lines_move() -> None:
    below = "key: value\n" + "more: of it\n" * 20
    assert line_hashes(f"first: 1\n{below}", {2})[2] == line_hashes(f"first: 1\n\n\nsecond: 2\n{below}", {5})[5]


def rolling(text: str) -> list[str]:
    """The hash with its window moved on by one code unit at a time, and a hash told when its line leaves the window."""
    units = text.encode("utf-16-le", "surrogatepass")
    window, starts_of = [0] * 100, [False] * 100
    value, at, is_start, was_return = 0, 0, True, False
    counts: Counter[str] = Counter()
    told: list[str] = []

    def push(unit: int, *, starts: bool) -> None:
        nonlocal value, at
        if starts_of[at]:
            counts[f"{value:x}"] += 1
            told.append(f"{value:x}:{counts[f'{value:x}']}")
        value = (value * 37 + unit - window[at] * 37**100) % 2**64
        window[at], starts_of[at] = unit, starts
        at = (at + 1) % 100

    for unit in [*(int.from_bytes(units[i : i + 2], "little") for i in range(0, len(units), 2)), 0xFFFF]:
        if unit in {0x20, 0x09} or (was_return and unit == 0x0A):
            was_return = False
            continue
        was_return = unit == 0x0D
        starts, is_start = is_start, unit in {0x0A, 0x0D}
        push(0x0A if was_return else unit, starts=starts)
    for _ in range(100):
        push(0, starts=False)
    return told
