"""Where a document finds what a path leads to, and parts of a scalar in every style."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier_cli.diagnostics import Place, Position, Range
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.reader import read

STYLES = Path(__file__).with_name("styles.yaml").read_text(encoding="utf-8")
#: Line and column of each needle in the value at a path.
NEEDLES = [
    (("plain",), "2:10 2:24"),
    (("folded plain",), "4:3 6:11"),
    (("single",), "7:18"),
    (("folded single",), "10:5"),
    (("double",), "11:17 11:48"),
    (("folded double",), "13:3 14:5 15:6"),
    (("literal",), "18:5 20:3"),
    (("indented literal",), "22:4"),
    (("stripped literal",), "24:6"),
    (("folded",), "26:7 27:7 29:11 31:8"),
    (("kept",), "33:3"),
    (("marked",), "37:6"),
    (("aliased",), "37:6"),
    (("flow", 0), "39:8"),
    (("flow", 1), "39:19"),
    (("flow", 2, "needle"), "39:40"),
    (("😀 wide",), "40:9"),
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("path", "expected"), NEEDLES, ids=[str(path[-1]) for path, _ in NEEDLES])
def test_a_word_is_found_in_every_style(path: tuple[str | int, ...], expected: str, line_end: str) -> None:
    document = read(STYLES.replace("\n", line_end).encode(), "styles.yaml")
    assert document.problems == ()
    value = at(document.data, path)
    found = [
        document.locate(Place("styles.yaml", path, "value", match.span())) for match in re.finditer("needle", value)
    ]
    assert " ".join(f"{one.start.line}:{one.start.column}" for one in found) == expected
    assert {cut(document, one) for one in found} == {"needle"}


def test_the_table_names_every_needle() -> None:
    # One stands in a comment and one is a key; one is found by an alias as well.
    assert sum(len(expected.split()) for _, expected in NEEDLES) == STYLES.count("needle") - 2 + 1


LOCATED = [
    ("a: 1\nbc: xyz\n", ("bc",), "value", "2:5-2:8"),
    ("a: 1\nbc: xyz\n", ("bc",), "key", "2:1-2:3"),
    ("a: [1, {b: 2}]  # c\n", ("a",), "value", "1:4-1:15"),
    ("a: [1, {b: 2}]\n", ("a", 1), "value", "1:8-1:14"),
    ("a: [1, {b: 2}]\n", ("a", 1), "key", "1:8-1:14"),
    ("a: [1, {b: 2}]\n", ("a", 1, "b"), "key", "1:9-1:10"),
    # A block collection ends where its last value does, not at the next key.
    ("a:\n  - b: 1\n    c: {d: [2]}\n\n# end\n\ne: 3\n", ("a", 0), "value", "2:5-3:16"),
    ("a:\n  - b: 1\n    c: |\n      text\n\ne: 3\n", ("a",), "value", "2:3-4:11"),
    ("a: [x: 1, y: 2]\n", ("a", 0), "value", "1:5-1:9"),
    # An anchor and a tag are not part of the value.
    ("a: &b !!str c\n", ("a",), "value", "1:13-1:14"),
    ("a: !!map &b  # why\n  c: d\n", ("a",), "value", "2:3-2:7"),
    ("a: &b !<tag:yaml.org,2002:str> 'c'\n", ("a",), "value", "1:32-1:35"),
    # An empty value stands where it would be written.
    ("a:\nb: 1\n", ("a",), "value", "1:3-1:3"),
    ("a:\n  -\n", ("a", 0), "value", "2:4-2:4"),
    # A path that does not exist leads to the key of the nearest node that does.
    ("a:\n  b: 1\n", ("a", "x", 3), "value", "1:1-1:2"),
    ("a: {b: [1]}\n", ("a", "b", 7), "key", "1:5-1:6"),
    ("a: [b]\n", ("a", 0, "x"), "value", "1:5-1:6"),
    ("a: b\n", ("x",), "value", "1:1-1:5"),
    # An alias at the end of the path is meant itself; behind it, what the anchor marks.
    ("a: &x {b: 1}\nc: *x\n", ("c",), "value", "2:4-2:6"),
    ("a: &x {b: 1}\nc: *x\n", ("c", "b"), "value", "1:11-1:12"),
    ("a: &x {b: [1]}\nc: *x\n", ("c", "b", 0), "value", "1:12-1:13"),
    ("? &k a\n: 1\n*k : 2\n", ("a",), "key", "1:6-1:7"),
    ("k: &k a\nm: {*k : 2}\n", ("m", "a"), "key", "2:5-2:7"),
    # Keys that were refused leave the places of the others as they are.
    ("a: 1\n1: [x, {y: z}]\na: {c: d}\n[1]: 2\nb: 3\n", ("b",), "value", "5:4-5:5"),
    # The columns count code points; the byte order mark is none.
    ("\ufeff😀é: [ü, x]\n", ("😀é", 1), "value", "1:9-1:10"),
]


@pytest.mark.parametrize(("text", "path", "part", "expected"), LOCATED)
def test_a_path_leads_to_its_node(text: str, path: tuple[str | int, ...], part: Any, expected: str) -> None:
    assert shown(read(text.encode(), "x").locate(Place("x", path, part))) == expected


WITHIN = [
    ("a: bcd\n", (1, 2), "1:5-1:6"),
    ("a: bcd\n", (1, 1), "1:5-1:5"),
    ("a: bcd\n", (3, 3), "1:7-1:7"),
    ("a: bcd\n", (2, 99), "1:6-1:7"),
    ("a: bcd\n", (-1, 1), "1:4-1:5"),
    ('a: "b\\u0063d"\n', (1, 2), "1:6-1:12"),
    ("a: 'b''d'\n", (1, 2), "1:6-1:8"),
    # The end of a word is there, not where the next begins.
    ("a: one\n  two\n", (0, 3), "1:4-1:7"),
    ('a: "one\\\n  two"\n', (0, 3), "1:5-1:8"),
    ('a: "one\\\n  two"\n', (3, 6), "2:3-2:6"),
    ("a: >\n  one\n  two\n", (0, 3), "2:3-2:6"),
    ("a: >\n  one\n  two\n", (0, 7), "2:3-3:6"),
    ('a: ""\n', (0, 0), "1:4-1:4"),
    ("a: 1_000\n", (0, 2), "1:4-1:6"),
    ("a: 1000\n", (1, 3), "1:5-1:7"),
    ("a: |\n  x", (0, 2), "2:3-2:4"),
    # What is chomped is not part of the value.
    ("a: |-\n  x\n\n", (0, 99), "2:3-2:4"),
]


@pytest.mark.parametrize(("text", "within", "expected"), WITHIN)
def test_offsets_into_a_value_lead_to_the_text(text: str, within: tuple[int, int], expected: str) -> None:
    assert shown(read(text.encode(), "x").locate(Place("x", ("a",), "value", within))) == expected


def test_offsets_into_a_key_lead_to_the_text() -> None:
    document = read(b"a: {'it''s': 1}\n", "x")
    assert shown(document.locate(Place("x", ("a", "it's"), "key", (3, 4)))) == "1:10-1:11"


@given(st.lists(st.text("ab \té😀'\"#:-\\", min_size=0, max_size=9), min_size=1, max_size=5), st.data())
def test_every_character_of_a_block_is_found_at_itself(lines: list[str], data: st.DataObject) -> None:
    header = data.draw(st.sampled_from(["|2", "|2-", "|2+", ">2", ">2-", ">2+"]))
    text = f"a: {header}\n" + "".join(f"  {line}\n" for line in lines)
    check_characters(read(text.encode(), "x"))


@given(st.text("ab é😀'#-", max_size=40), st.lists(st.integers(0, 40), max_size=4), st.booleans())
def test_every_character_of_a_quoted_text_is_found_at_itself(text: str, breaks: list[int], double: bool) -> None:  # noqa: FBT001
    for index in sorted(breaks, reverse=True):
        text = f"{text[:index]}\n  {text[index:]}"
    quoted = '"' + text.replace("'", "\\u0027") + '"' if double else "'" + text.replace("'", "''") + "'"
    check_characters(read(f"a: {quoted}\n".encode(), "x"))


def check_characters(document: Document) -> None:
    """What is no blank stands, as itself or as an escape, where it is found."""
    assert document.problems == ()
    value = document.data["a"]
    ends = Position(1, 1)
    for i, character in enumerate(value):
        found = document.locate(Place("x", ("a",), "value", (i, i + 1)))
        assert found.start >= ends
        ends = found.end
        if character not in " \n\t":
            assert cut(document, found) in {character, "''", "\\u0027"}
        elif character == " ":
            assert not cut(document, found).strip()


def test_a_line_is_given_without_its_end() -> None:
    document = read(b"a: 1\r\nb: 2\rc: 3", "x")
    assert [document.line(number) for number in range(5)] == ["", "a: 1", "b: 2", "c: 3", ""]


def test_what_could_not_be_read_is_found_at_its_start() -> None:
    assert shown(read(b"", "x").locate(Place("x", ("a", 0)))) == "1:1-1:1"


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def cut(document: Document, found: Range) -> str:
    """The text of a range."""
    lines = re.split("(?<=\n)|(?<=\r)(?!\n)", document.text)
    if found.start.line == found.end.line:
        return lines[found.start.line - 1][found.start.column - 1 : found.end.column - 1]
    between = lines[found.start.line : found.end.line - 1]
    return "".join(
        (
            lines[found.start.line - 1][found.start.column - 1 :],
            *between,
            lines[found.end.line - 1][: found.end.column - 1],
        )
    )


def shown(found: Range) -> str:
    return f"{found.start.line}:{found.start.column}-{found.end.line}:{found.end.column}"
