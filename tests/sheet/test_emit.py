"""Emitting: the same bytes for the same data, which read back as equal data."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier_cli.sheet.emit import emit
from atelier_cli.sheet.reader import read

_SPECIAL = st.text(st.sampled_from(" \n\tab:#-'\"|>\x85\u2028\ufeff\x07é😀%@&*!?,[]{}~<=.0"), max_size=14)
_LONG = st.lists(st.sampled_from(["word", "é", "a:", "#x", "-", "'", "\n", " ", "1"]), min_size=40, max_size=60)
_TEXT = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12), _SPECIAL, _LONG.map(" ".join)
)
_NUMBERS = st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False))
_DATA = st.recursive(
    st.one_of(st.none(), st.booleans(), _NUMBERS, _TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_TEXT, inner, max_size=4)),
    max_leaves=10,
)

#: Data, and what is written for it.
WRITTEN: list[tuple[Any, str]] = [
    ({"a": "yes"}, "a: 'yes'\n"),
    ({"a": "012"}, "a: '012'\n"),
    ({"a": "12:30"}, "a: '12:30'\n"),
    ({"a": "0o17"}, "a: '0o17'\n"),
    ({"a": "1e3"}, "a: '1e3'\n"),
    ({"a": "null", "b": None}, "a: 'null'\nb: null\n"),
    ({"a": "2026-01-31"}, "a: '2026-01-31'\n"),
    ({"a": "é ✓"}, "a: é ✓\n"),
    ({"a": "one\ntwo\n"}, "a: |\n  one\n  two\n"),
    ({"a": "one\x85two"}, 'a: "one\\Ntwo"\n'),
    ({"a": {}, "b": []}, "a: {}\nb: []\n"),
    ({"a": [1, 1.0, True]}, "a: [1, 1.0, true]\n"),
    ({"a": [{"b": {"c": 1}, "d": 2}]}, "a:\n- {b: {c: 1}, d: 2}\n"),
]


@pytest.mark.parametrize(("data", "text"), WRITTEN)
def test_data_is_written_so(data: Any, text: str) -> None:
    assert emit(data) == text


@given(st.dictionaries(_TEXT, _DATA, max_size=4))
def test_what_is_emitted_reads_back_equal_and_emits_the_same(data: dict[str, Any]) -> None:
    text = emit(data)
    document = read(text.encode(), "x")
    assert document.problems == ()
    # JSON tells 1 from 1.0 and true, where equality does not.
    assert json.dumps(document.data) == json.dumps(data)
    assert emit(document.data) == text


def test_an_object_that_stands_twice_is_written_twice() -> None:
    shared = {"b": 1}
    assert "*" not in emit({"a": shared, "c": shared})
