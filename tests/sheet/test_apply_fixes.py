"""Fixes: the smallest change that makes an edit, in every style, and none that says something else than was meant."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from atelier_cli.diagnostics import Edit, Fix, Place, Position, Range
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.edits import apply_fixes as applying
from atelier_cli.sheet.edits.apply_fixes import apply_fixes, same
from atelier_cli.sheet.edits.intended import intended
from atelier_cli.sheet.emit import emit
from atelier_cli.sheet.layout.quote import quote
from atelier_cli.sheet.reader import read
from tests.support.golden import check

CASES = sorted(Path(__file__).with_name("fixes").iterdir())
NAME = "x.yaml"


def document(text: str) -> Document:
    return read(text.encode(), NAME)


def edit(said: dict[str, Any]) -> Edit:
    if "range" in said:
        start, end = (Position(*point) for point in said["range"])
        return Edit(Place(NAME, range=Range(start, end)), said["replacement"])
    within = said.get("within")
    place = Place(NAME, tuple(said["path"]), said.get("part", "value"), None if within is None else tuple(within))
    to = None if "to" not in said else tuple(said["to"])
    return Edit(place, said["replacement"], to, adds=said.get("adds", False))


def fix(**said: Any) -> Fix:
    return Fix("as said", safe=True, edits=(edit(said),))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_edits_change_a_text_so(case: Path, line_end: str, request: pytest.FixtureRequest) -> None:
    text = case.joinpath("before.yaml").read_bytes().decode()
    before = document(text.replace("\n", line_end))
    edits = [edit(one) for one in yaml.safe_load(case.joinpath("edits.yaml").read_text(encoding="utf-8"))]
    applied = apply_fixes(before, [Fix("", safe=True, edits=(one,)) for one in edits])
    assert applied.refused == ()
    assert len(applied.applied) == len(edits)
    assert same(applied.document.data, intended(before, edits))
    check(request, case / "after.yaml", applied.document.text.replace(line_end, "\n"))
    assert line_end == "\n" or "\n" not in applied.document.text.replace("\r\n", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: {b: 1}\n", {"path": ["a"], "replacement": "x"}),
        ("a: 1\n", {"path": ["b"], "replacement": "x"}),
        ("a: 1\nb: 2\n", {"path": ["a"], "part": "key", "replacement": "b"}),
        ("a: &x one\nb: *x\n", {"path": ["a"], "replacement": "two"}),
        ("a: &x one\nb: *x\n", {"path": ["a"], "replacement": None}),
        ("a: [b: 1]\n", {"path": ["a", 0, "b"], "replacement": None}),
        ("a: one\n", {"path": ["a"], "within": [2, 9], "replacement": "x"}),
        ("b: [\n  1]\np: {}\n", {"path": ["b"], "replacement": None, "to": ["p", "b"]}),
        ("b: {a: 1}\np: text\n", {"path": ["b"], "replacement": None, "to": ["p", "b"]}),
        ("a: {b: 1}\n", {"path": ["a", "b"], "replacement": "x", "adds": True}),
        ("a: [b: 1]\n", {"path": ["a", 0, "c"], "replacement": "x", "adds": True}),
        ("a: text\n", {"path": ["a", "b"], "replacement": "x", "adds": True}),
        ("a: [1]\n", {"path": ["a", "b"], "replacement": "x", "adds": True}),
        ("a: 1\n", {"path": ["b", "c"], "replacement": "x", "adds": True}),
    ],
)
def test_what_cannot_be_changed_so_is_refused(text: str, said: dict[str, Any]) -> None:
    applied = apply_fixes(document(text), [fix(**said)])
    assert (applied.document.text, len(applied.refused), applied.applied) == (text, 1, ())


def test_one_bad_fix_does_not_keep_the_others_from_being_made() -> None:
    good, bad = fix(path=["a"], replacement="x"), fix(path=["b"], part="key", replacement="c")
    applied = apply_fixes(document("a: 1\nb: 2\nc: 3\n"), [bad, good])
    assert (applied.document.text, applied.applied, applied.refused) == ("a: x\nb: 2\nc: 3\n", (good,), (bad,))


def test_a_change_that_a_caller_does_not_allow_is_refused() -> None:
    one = fix(path=["a"], replacement="x")
    applied = apply_fixes(document("a: 1\n"), [one], lambda before, after: before.data == after.data)
    assert (applied.document.text, applied.refused) == ("a: 1\n", (one,))


def test_a_text_that_says_something_else_than_was_meant_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "changed", lambda text, _: text.replace("1", "y"))
    assert len(apply_fixes(document("a: 1\n"), [fix(path=["a"], replacement="x")]).refused) == 1


def test_fixes_of_one_place_follow_one_another() -> None:
    one = fix(path=["a"], within=[0, 1], replacement="x")
    other = fix(path=["a"], within=[0, 3], replacement="yyy")
    applied = apply_fixes(document("a: one\n"), [one, other])
    assert len(applied.applied) == 1
    assert applied.refused == ()


def test_the_last_entry_of_a_text_without_a_line_end_is_moved() -> None:
    before = document("a:\n  p:\n    b: 1\n  c: |\n    x")
    applied = apply_fixes(before, [fix(path=["a", "c"], replacement=None, to=["a", "p", "c"])])
    assert applied.document.text == "a:\n  p:\n    b: 1\n    c: |\n      x\n"


def test_an_edit_within_an_alias_changes_what_its_anchor_marks() -> None:
    before = document("a: &x {op: 1}\nb: *x\n")
    applied = apply_fixes(before, [fix(path=["b", "op"], part="key", replacement="operator")])
    assert applied.document.text == "a: &x {operator: 1}\nb: *x\n"


def test_a_document_with_problems_is_left_alone() -> None:
    before = document("a: [1\n")
    assert apply_fixes(before, [fix(path=["a"], replacement="x")]).document is before


_TEXT = st.text(
    st.one_of(
        st.sampled_from(" \n\ta:#-'\"|>é\x85😀%@&*!?,[]{}~<=.01"), st.characters(codec="utf-8", exclude_characters="\0")
    ),
    max_size=9,
)


@settings(max_examples=60, deadline=None)
@given(_TEXT, _TEXT, st.sampled_from(("", "'", '"', "|", ">")), st.booleans())
def test_any_text_replaces_any_other_in_any_style(old: str, new: str, style: str, brackets: bool) -> None:  # noqa: FBT001
    node = yaml.ScalarNode("tag:yaml.org,2002:str", old, style=style or None)
    inner = yaml.MappingNode(
        "tag:yaml.org,2002:map", [(yaml.ScalarNode("tag:yaml.org,2002:str", "k"), node)], flow_style=brackets
    )
    text = yaml.serialize(inner, Dumper=yaml.SafeDumper, allow_unicode=False)
    before = document(text)
    if before.problems or before.data != {"k": old}:
        return
    applied = apply_fixes(before, [fix(path=["k"], replacement=new)])
    assert applied.document.data == {"k": new}


@settings(max_examples=100, deadline=None)
@given(_TEXT, st.sampled_from(("", "'", '"')))
@example("?0", "")
@example(":0", "")
def test_a_quoted_text_reads_back_as_itself(value: str, style: str) -> None:
    for text in (f"a: {quote(value, style)}\n", f"a: {{b: [{quote(value, style, in_brackets=True)}, 1]}}\n"):
        read_back = document(text)
        assert read_back.problems == ()
        assert read_back.data in ({"a": value}, {"a": {"b": [value, 1]}})


def test_what_is_emitted_can_be_emptied_entry_by_entry() -> None:
    one = document(emit({"a": {"b": [{"c": 1, "d": "x\ny\n"}, {"e": [1, 2]}], "f": "g"}, "h": None}))
    while one.data:
        path: list[str | int] = []
        data = one.data
        while isinstance(data, dict | list) and data:
            step = next(iter(data)) if isinstance(data, dict) else 0
            path.append(step)
            data = data[step]
        applied = apply_fixes(one, [fix(path=path, replacement=None)])
        assert len(applied.applied) == 1
        one = applied.document
    assert one.text.strip() == "{}"
