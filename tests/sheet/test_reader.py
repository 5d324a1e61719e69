"""Reading: what a text says as plain data, and that no bytes at all break it."""

import gc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atelier_cli import resources
from atelier_cli.diagnostics import Place
from atelier_cli.sheet.build import Build
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.limits import Limits
from atelier_cli.sheet.parse import parse
from atelier_cli.sheet.reader import read
from atelier_cli.sheet.route import route

SHEETS = sorted((resources.template_sheets() / "municipality").glob("*.yaml"))

READ: list[tuple[str, Any]] = [
    ("a: 1\nb: [x, {c: null}]\n", {"a": 1, "b": ["x", {"c": None}]}),
    ("{}", {}),
    # YAML 1.2 knows no merge keys: `<<` is a key like any other, and unknown in every block of a sheet.
    ("a: &x {b: 1}\nc: {<<: *x, d: 2}\n", {"a": {"b": 1}, "c": {"<<": {"b": 1}, "d": 2}}),
    ("a: &x [1]\nb: *x\nc: &x [2]\nd: *x\n", {"a": [1], "b": [1], "c": [2], "d": [2]}),
    ("a: &x 1\nb: *x\nc: &y '1'\nd: *y\n", {"a": 1, "b": 1, "c": "1", "d": "1"}),
    ("k: &k key\n*k : 1\n", {"k": "key", "key": 1}),
    ("a: !!str 1\nb: !!float 1\nc: ! x\nd: ! 1\ne: !!map {}\nf: !!seq []\n",
     {"a": "1", "b": 1.0, "c": "x", "d": "1", "e": {}, "f": []}),
    ("a: |\n  x\n\n  y\nb: >-\n  x\n  y\n", {"a": "x\n\ny\n", "b": "x y"}),
    # The end of the file ends a line.
    ("a: |\n  x", {"a": "x\n"}),
    ("%YAML 1.2\n---\na: 1\n...\n", {"a": 1}),
    ("\ufeffa: 1\r\nb: 2\r\n", {"a": 1, "b": 2}),
    ("a: 1\rb: 2\r", {"a": 1, "b": 2}),
    ('a: "\\u0085\\L\\x41"\n', {"a": "\x85\u2028A"}),
    ("a: b?\nc: [d?, '?e', f]\n", {"a": "b?", "c": ["d?", "?e", "f"]}),
    ("on: yes\nno: 012\n'1': 12:30\n", {"on": "yes", "no": "012", "1": "12:30"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ)
def test_a_text_is_read_as_plain_data(text: str, expected: Any) -> None:
    document = read(text.encode(), "x")
    assert (document.data, document.problems) == (expected, ())
    assert [type(one) for one in _values(document.data)] == [type(one) for one in _values(expected)]


@pytest.mark.parametrize("path", SHEETS, ids=[path.stem for path in SHEETS])
def test_every_value_of_a_template_sheet_stands_where_it_is_found(path: Path) -> None:
    document = read(path.read_bytes(), path.name)
    assert document.problems == ()
    lines = document.text.splitlines()
    for where, value in _nodes(document.data):
        found = document.locate(Place(path.name, where))
        written = lines[found.start.line - 1][found.start.column - 1 :]
        if isinstance(value, str) and written[0] not in "'\"|>&*":
            assert (
                value.startswith(written[: found.end.column - found.start.column]) or found.end.line > found.start.line
            )
        if isinstance(where[-1], str):
            key = document.locate(Place(path.name, where, "key"))
            assert lines[key.start.line - 1][key.start.column - 1 : key.end.column - 1].strip("'\"") == where[-1]


def test_an_alias_is_the_very_same_object() -> None:
    data = read(b"a: &x {b: 1}\nc: *x\n", "x").data
    assert data["a"] is data["c"]


def test_the_limits_are_the_callers() -> None:
    text = b"a: &x [1, 2]\nb: [*x]\nc: 12345\n"
    rules = {
        limits: [problem.rule for problem in read(text, "x", limits).problems]
        for limits in (
            Limits(size=10),
            Limits(line=11),
            Limits(depth=2),
            Limits(repeated=2),
            Limits(digits=4),
            Limits(),
        )
    }
    assert list(rules.values()) == [["too-large"], ["too-large"], ["too-deep"], ["alias-bomb"], ["wrong-number"], []]


@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_is_left_as_it_was(enabled: bool) -> None:  # noqa: FBT001
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        read(b"a: [", "x")
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()


def test_the_garbage_collector_rests_while_the_tree_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(Build, "run", lambda _: seen.append(gc.isenabled()))
    read(b"a: 1", "x")
    assert seen == [False]


@settings(max_examples=300)
@given(st.binary(max_size=60))
def test_no_bytes_break_it(content: bytes) -> None:
    use(read(content, "x"))


@settings(max_examples=300)
@given(st.text(st.sampled_from("ab1\té😀 \n\r:-?[]{},#&*!|>'\"%@`\\~<=.+\ufeff\x85\u2028\0"), max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    use(read(text.encode(), "x"))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_slip_in_a_template_sheet_breaks_it(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(SHEETS)).read_text(encoding="utf-8")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        slip = data.draw(
            st.sampled_from(["\t", "\n", " ", ": ", "- ", "[", "}", "'", '"', "&a ", "*a", "!x ", "#", "\0", ""])
        )
        text = text[:at] + slip + text[at + data.draw(st.integers(0, 3)) :]
    use(read(text.encode(), "x"))


def use(document: Document) -> None:
    """Does with a document what lint does, and checks that each finding can be shown."""
    for problem in document.problems:
        found = document.locate(problem.place)
        assert found.start <= found.end
        assert 1 <= found.start.line <= len(document.text.splitlines()) + 1
        assert found.start.column <= len(document.line(found.start.line)) + 1
        assert "\n" not in problem.message
        route(document, problem.place.path)
        for label in problem.labels:
            assert document.locate(label.place) < found
    for path, value in _nodes(document.data):
        within = (0, len(value)) if isinstance(value, str) else None
        found, key = (document.locate(Place("x", path, "value", within)), document.locate(Place("x", path, "key")))
        assert found.start <= found.end
        assert key.start <= key.end
    assert all(document.text[comment.start] == "#" for comment in document.comments)
    parse(document)


def _nodes(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    members = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    found = []
    for step, value in members:
        found.append(((*path, step), value))
        found.extend(_nodes(value, (*path, step)))
    return found


def _values(data: Any) -> list[Any]:
    return [value for _, value in _nodes(data)]
