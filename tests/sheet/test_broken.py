"""Each broken text is refused with exactly the findings that stand below it in `broken.txt`."""

import re
from pathlib import Path

import pytest

from atelier_cli.diagnostics import Diagnostic, Range
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.limits import Limits
from atelier_cli.sheet.reader import read

_CHUNK = re.compile(r"=== (?P<title>.*)\n(?P<text>(?:(?!--- \d).*\n)*)(?P<expected>(?:--- \d.*\n)+)")
CASES = [
    pytest.param(found["text"], found["expected"].replace("--- ", ""), id=found["title"])
    for found in _CHUNK.finditer(Path(__file__).with_name("broken.txt").read_text(encoding="utf-8"))
]
_LONG = b"a: 1\n" + b"x" * 1_000_000
_LAUGHS = b"a: &a [lol, lol]\n" + b"".join(b"%c: &%c [%s]\n" % (i + 1, i + 1, b"*%c, " % i * 9) for i in range(97, 117))

#: What cannot be written in a text file, or is too long for one.
BYTES = [
    (b"", "1:1-1:1 empty-file: the file is empty (a sheet starts with `identity:`)"),
    (b"\xef\xbb\xbf", "1:1-1:1 empty-file: the file is empty (a sheet starts with `identity:`)"),
    (
        "é: 1\nü: ".encode() + b"a\xff",
        "2:5-2:6 not-utf8: expected UTF-8, found the byte 0xFF at offset 11 (save the file as UTF-8)",
    ),
    (
        b"\xef\xbb\xbfa: \xc3",
        "1:4-1:5 not-utf8: expected UTF-8, found the byte 0xC3 at offset 6 (save the file as UTF-8)",
    ),
    ("a: 1".encode("utf-16"), "1:1-1:1 not-utf8: expected UTF-8, found UTF-16 (save the file as UTF-8)"),
    ("a: 1".encode("utf-16-be"), "1:1-1:1 not-utf8: expected UTF-8, found UTF-16 (save the file as UTF-8)"),
    ("a: 1".encode("utf-32-le"), "1:1-1:1 not-utf8: expected UTF-8, found UTF-32 (save the file as UTF-8)"),
    (b"a: 1\nb: \x00\n", "2:4-2:5 nul-character: found a NUL character (remove it: a text file has none)"),
    (b"a: \x1b[31m", "1:4-1:5 forbidden-character: found the control character U+001B (remove it)"),
    (
        "a: one\u2028two".encode(),
        (
            "1:7-1:8 forbidden-character: found the line separator U+2028, which only some programs take for a line end"
            " (put a line break in its place; in double quotes it is written `\\L`)"
        ),
    ),
    (_LONG, "2:1-2:2 too-large: a line is longer than 500,000 characters (break it up)"),
    (
        b"a: 1\r" * 4_000_000,
        "1:1-1:1 too-large: the file is larger than 16,777,216 bytes (split it into several files)",
    ),
    (
        _LAUGHS,
        (
            "6:16-6:18 alias-bomb: the aliases up to here repeat more than 100,000 values"
            " (write out what is meant, or repeat less)"
        ),
    ),
    (b"[" * 10_000, "1:65-1:66 too-deep: more than 64 mappings and lists within one another (nest less deeply)"),
    (b"[\n" * 10_000, "65:1-65:2 too-deep: more than 64 mappings and lists within one another (nest less deeply)"),
    (b"- " * 10_000, "1:129-1:130 too-deep: more than 64 mappings and lists within one another (nest less deeply)"),
    (
        b"a: 1" + b"0" * 5000,
        "1:4-1:5005 wrong-number: a number of 5,001 characters (put it in quotes if it is a text)",
    ),
    (
        b"a" * 2000 + b": 1",
        "1:1-1:2 syntax: a key is longer than 1,024 characters (shorten it)",
    ),
    (
        b"a: !%ED%A0%80 b",
        "1:4-1:14 syntax: the tag is no text ()",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_text_is_refused_with_the_findings_below_it(text: str, expected: str) -> None:
    assert findings(read(text.encode(), "sheet.yaml")) == expected


@pytest.mark.parametrize(("content", "expected"), BYTES, ids=[expected[:60] for _, expected in BYTES])
def test_bytes_are_refused_with_one_finding(content: bytes, expected: str) -> None:
    assert findings(read(content, "sheet.yaml")) == f"{expected}\n"


def test_every_case_of_the_file_is_read() -> None:
    titles = re.findall("^=== ", Path(__file__).with_name("broken.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(CASES) == len(titles)


def test_aliases_count_towards_the_depth() -> None:
    nested = b"a: &a [[[1]], [1]]\nb: [[*a]]\n"
    assert read(nested, "x", Limits(depth=6)).problems == ()
    assert findings(read(nested, "x", Limits(depth=5))) == (
        "2:6-2:7 too-deep: more than 5 mappings and lists within one another (nest less deeply)\n"
    )


def test_the_depth_within_an_anchor_does_not_count_after_it() -> None:
    document = read(b"a: &deep [[[1]]]\nb: &flat [1]\nc: [[*flat]]\n", "x", Limits(depth=4))
    assert document.problems == ()


def test_a_key_that_is_refused_does_not_hide_what_follows() -> None:
    document = read(b"a: 1\n? [x, {y: 2}]\n: {z: 3}\na: [4]\nb: 5\n", "x")
    assert document.data == {"a": 1, "b": 5}
    assert [problem.rule for problem in document.problems] == ["complex-key", "duplicate-key"]


def test_what_was_read_before_a_fault_is_kept() -> None:
    assert read(b"a: {b: [1, 2]}\nc:\n  - d: 3\n  - e: 'x\n", "x").data == {"a": {"b": [1, 2]}, "c": [{"d": 3}, {}]}


def test_a_file_is_given_up_after_very_many_findings() -> None:
    assert len(read(b"a: 1\n" * 20_000, "x").problems) == 10_000


def findings(document: Document) -> str:
    return "".join(f"{_shown(problem, document)}\n" for problem in document.problems)


def _shown(problem: Diagnostic, document: Document) -> str:
    labels = "".join(f" [{one.text} at {_range(document.locate(one.place)).split('-')[0]}]" for one in problem.labels)
    return f"{_range(document.locate(problem.place))} {problem.rule}: {problem.message} ({problem.help}){labels}"


def _range(found: Range) -> str:
    return f"{found.start.line}:{found.start.column}-{found.end.line}:{found.end.column}"
