"""Broken parts are left out, and where the others stood is remembered."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier_cli.diagnostics import Path
from atelier_cli.sheet.prune import NOTHING, names_in, original, prune

DATA = {"a": [{"x": 1}, {"x": 2, "y": 3}, {"x": [4, 5, 6]}], "b": {"c": 7}}

PRUNED: list[tuple[list[Path], Any, list[Any]]] = [
    ([("b",)], {"a": DATA["a"]}, [{"c": 7}]),
    ([("b", "c")], {"a": DATA["a"], "b": {}}, [7]),
    ([("a", 0)], {"a": [{"x": 2, "y": 3}, {"x": [4, 5, 6]}], "b": {"c": 7}}, [{"x": 1}]),
    ([("a", 1, "y"), ("a", 2, "x", 1)], {"a": [{"x": 1}, {"x": 2}, {"x": [4, 6]}], "b": {"c": 7}}, [3, 5]),
    # The larger of two parts within one another, in either order.
    ([("a", 0), ("a", 0, "x")], {"a": [{"x": 2, "y": 3}, {"x": [4, 5, 6]}], "b": {"c": 7}}, [{"x": 1}]),
    ([("a", 0, "x"), ("a", 0)], {"a": [{"x": 2, "y": 3}, {"x": [4, 5, 6]}], "b": {"c": 7}}, [{"x": 1}]),
    ([("b",), ("b",)], {"a": DATA["a"]}, [{"c": 7}]),
    ([], DATA, []),
]


@pytest.mark.parametrize(("paths", "kept", "removed"), PRUNED)
def test_parts_are_left_out(paths: list[Path], kept: Any, removed: list[Any]) -> None:
    before = repr(DATA)
    found = prune(DATA, paths)
    assert (found[0], found[2]) == (kept, removed)
    assert repr(DATA) == before


def test_nothing_is_left_without_the_top() -> None:
    assert prune(DATA, [("b",), ()]) == (NOTHING, {}, [DATA])


@given(st.sets(st.tuples(st.integers(0, 3), st.integers(0, 3)) | st.tuples(st.integers(0, 3)), max_size=6))
def test_what_is_kept_is_found_where_it_stood(paths: set[Path]) -> None:
    data = [[f"{i}{j}" for j in range(4)] for i in range(4)]
    kept, moved, _ = prune(data, paths)
    for i, row in enumerate(kept):
        for j, cell in enumerate(row):
            assert original((i, j), moved) == (int(cell[0]), int(cell[1]))


def test_a_path_below_a_moved_node_is_found_where_that_stood() -> None:
    _, moved, _ = prune(DATA, [("a", 0), ("a", 2, "x", 0)])
    assert original(("a", 1, "x", 1, "deeper"), moved) == ("a", 2, "x", 2, "deeper")
    assert original(("b", "c"), moved) == ("b", "c")


def test_names_are_those_under_naming_keys_at_any_depth() -> None:
    data = [{"key": "a", "parts": [{"id": "b", "label": "no"}, {"id": 3}]}, "no"]
    assert list(names_in([data], frozenset(("key", "id")))) == ["no", "a", "b"]
