"""Patterns: whole matches in linear time, and bounds."""

import time

import pytest

from atelier_cli.language.patterns import LONGEST, PatternError, compile_pattern, matches_fully


@pytest.mark.parametrize(
    ("pattern", "text", "whole"),
    [("[a-z]+", "abc", True), ("[a-z]+", "abc1", False), ("", "", True), ("é|日", "日", True), ("a|ab", "ab", True)],
)
def test_that_the_whole_text_is_matched(pattern: str, text: str, *, whole: bool) -> None:
    assert matches_fully(pattern, text) is whole


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(", "missing \\)"),
        ("(?<=a)b", "invalid"),
        ("a{1001}", "repetition"),
        ("a" * (LONGEST + 1), "at most 1000 characters, found 1001"),
        ("((a{100}){100}){100}", "repetition|too large"),
        ("\ud800", "surrogate"),
    ],
)
def test_that_a_pattern_out_of_bounds_says_why(pattern: str, reason: str) -> None:
    with pytest.raises(PatternError, match=reason):
        compile_pattern(pattern)


def test_that_half_a_character_is_no_text() -> None:
    with pytest.raises(PatternError, match="surrogate"):
        matches_fully("a", "\udfff")


def test_that_a_hostile_text_costs_linear_time() -> None:
    start = time.process_time()

    assert not matches_fully("(a|aa)+(a|aa)+b", "a" * 50_000)

    assert time.process_time() - start < 5
