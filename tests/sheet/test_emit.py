"""Emitting: the same bytes for the same data, which read back as equal data."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atelier_cli.sheet.emit import emit
from atelier_cli.sheet.format import Formatted, format_document
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
    ({"a": "yes"}, 'a: "yes"\n'),
    ({"a": "012"}, 'a: "012"\n'),
    ({"a": "12:30"}, 'a: "12:30"\n'),
    ({"a": "0o17"}, 'a: "0o17"\n'),
    ({"a": "0b11"}, 'a: "0b11"\n'),
    ({"a": "1e3"}, 'a: "1e3"\n'),
    ({"a": ".inf"}, 'a: ".inf"\n'),
    ({"a": "null", "b": None}, 'a: "null"\nb: null\n'),
    ({"a": "2026-01-31"}, 'a: "2026-01-31"\n'),
    ({"a": "é ✓"}, "a: é ✓\n"),
    ({"a": "😀 👩\u200d🔧 🇵🇹 \U0001fae8"}, "a: 😀 👩\u200d🔧 🇵🇹 \U0001fae8\n"),
    ({"a": "\u0646\u0645\u06cc\u200c\u062e"}, "a: \u0646\u0645\u06cc\u200c\u062e\n"),
    ({"a": "1\u00a0000\u202f€"}, 'a: "1\u00a0000\u202f€"\n'),
    ({"a": "pay \u202e001\u202c"}, 'a: "pay \\u202e001\\u202c"\n'),
    ({"a": "one\u200btwo\ufeff"}, 'a: "one\\u200btwo\\ufeff"\n'),
    ({"a": "one\ntwo\n"}, "a: |\n  one\n  two\n"),
    ({"a": "one\n  two"}, "a: |-\n  one\n    two\n"),
    ({"a": " one\ntwo"}, 'a: " one\\ntwo"\n'),
    ({"a": "one\x85two"}, 'a: "one\\x85two"\n'),
    ({"a": 'say "it\'s"'}, 'a: say "it\'s"\n'),
    ({"a": '"', "b": "it's: so", "c": "\\d: '+'"}, "a: '\"'\nb: \"it's: so\"\nc: '\\d: ''+'''\n"),
    ({"a": ["b, c", "b c"]}, 'a: ["b, c", b c]\n'),
    ({"a": {}, "b": []}, "a: {}\nb: []\n"),
    ({"a": ("b", ("c",)), "d": ()}, "a:\n  - b\n  - [c]\n\nd: []\n"),
    ({"a": [1, 1.0, True]}, "a: [1, 1.0, true]\n"),
    ({"a": [{"b": {"c": 1}, "d": 2}]}, "a:\n  - {b: {c: 1}, d: 2}\n"),
    ({"a": 1, "b": {"c": 2}, "d": 3, "e": 4}, "a: 1\n\nb:\n  c: 2\n\nd: 3\ne: 4\n"),
    ({"a": ["é" * 46, "b" * 46]}, f"a: [{'é' * 46}, {'b' * 46}]\n"),
    ({"a": ["é" * 46, "b" * 47]}, f"a:\n  - {'é' * 46}\n  - {'b' * 47}\n"),
    ({"a": {"k" * 60: ["b"] * 18}}, f"a:\n  {'k' * 60}: [{', '.join('b' * 18)}]\n"),
    ({"a": {"k" * 60: ["b"] * 19}}, f"a:\n  {'k' * 60}:\n" + "    - b\n" * 19),
    ({"a": "b" * 117}, f"a: {'b' * 117}\n"),
    ({"a": f"{'b' * 100} {'c' * 17} d"}, f"a:\n  {'b' * 100} {'c' * 17}\n  d\n"),
    ({"a": [f"{'b' * 100}: {'c' * 17} d"]}, f'a:\n  - "{"b" * 100}:\n    {"c" * 17} d"\n'),
    ({"k" * 1100: 1}, f"? {'k' * 1100}\n: 1\n"),
]


@pytest.mark.parametrize(("data", "text"), WRITTEN)
def test_data_is_written_so(data: Any, text: str) -> None:
    assert emit(data) == text


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(_TEXT, _DATA, max_size=4))
def test_what_is_emitted_reads_back_equal_is_formatted_and_emits_the_same(data: dict[str, Any]) -> None:
    text = emit(data)
    document = read(text.encode(), "x")
    assert document.problems == ()
    assert format_document(document) == Formatted(text)
    # JSON tells 1 from 1.0 and true, where equality does not.
    assert json.dumps(document.data) == json.dumps(data)
    assert emit(document.data) == text


@pytest.mark.parametrize("text", ["x" * 510_000, "x" * 39_999 + " " * 50_000, "\U000e0001" * 60_000, "\t\n" * 50_000])
def test_no_line_is_longer_than_can_be_read(text: str) -> None:
    said = {"a": [{"b": text}]}
    document = read(emit(said).encode(), "x")
    assert (document.problems, document.data) == ((), said)
    assert format_document(document) == Formatted(document.text)


def test_an_object_that_stands_twice_is_written_twice() -> None:
    shared = {"b": 1}
    assert "*" not in emit({"a": shared, "c": shared})
