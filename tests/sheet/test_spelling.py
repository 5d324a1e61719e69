"""Other spellings: each is read as the canonical one, said once, and found where it was written."""

from typing import Any

import pytest

from atelier_cli.diagnostics import Path
from atelier_cli.sheet.spelling import canonical_sheet

#: A block, one item of it as written, as it is read, and what moved: canonical path <- path as written.
SPELLINGS: list[tuple[str, dict[str, Any], dict[str, Any], dict[Path, Path]]] = [
    ("entities", {"is_visible": True}, {"visible": True}, {("visible",): ("is_visible",)}),
    ("actions", {"execution_mode": "engine"}, {"kind": "detail"}, {("kind",): ("execution_mode",)}),
    ("actions", {"execution_mode": "workflow"}, {"kind": "async"}, {("kind",): ("execution_mode",)}),
    ("actions", {"execution_mode": "bulk", "kind": "bulk"}, {"kind": "bulk"}, {}),
    ("actions", {"icon": "axe"}, {"presentation": {"icon": "axe"}}, {("presentation", "icon"): ("icon",)}),
    ("actions", {"presentation": {"color": "red"}, "icon": "axe"}, {"presentation": {"color": "red", "icon": "axe"}},
     {("presentation", "icon"): ("icon",)}),
    ("actions", {"side_effects": [{"event_type": "a.b", "type": "notification"}]}, {"side_effects": [{"event": "a.b"}]},
     {("side_effects", 0, "event"): ("side_effects", 0, "event_type")}),
    ("actions", {"submission_criteria": [{"criteria_type": "field", "config": {"op": "eq"}}]},
     {"submission_criteria": [{"criteria_type": "field", "config": {"operator": "eq"}}]},
     {("submission_criteria", 0, "config", "operator"): ("submission_criteria", 0, "config", "op")}),
    ("actions", {"edits": [{"when": {"all": [{"not": {"op": "eq"}}]}}]},
     {"edits": [{"when": {"all": [{"not": {"operator": "eq"}}]}}]},
     {("edits", 0, "when", "all", 0, "not", "operator"): ("edits", 0, "when", "all", 0, "not", "op")}),
    # On an edit `op` is the operation.
    ("actions", {"edits": [{"field": "a", "op": "clear"}]}, {"edits": [{"field": "a", "op": "clear"}]}, {}),
    ("flows", {"steps": [{"id": "a", "kind": "gate", "expression": "true", "onPass": "end"}]},
     {"steps": [{"id": "a", "kind": "gate", "with": {"expression": "true", "onPass": "end"}}]},
     {("steps", 0, "with", "expression"): ("steps", 0, "expression"),
      ("steps", 0, "with", "onPass"): ("steps", 0, "onPass")}),
]  # fmt: skip


@pytest.mark.parametrize(("block", "written", "canonical", "moved"), SPELLINGS)
def test_an_item_is_read_in_canonical_spelling(
    block: str, written: dict[str, Any], canonical: dict[str, Any], moved: dict[Path, Path]
) -> None:
    before = repr(written)
    sheet, notes = canonical_sheet({block: [written]}, "x")
    assert sheet == {block: [canonical]}
    assert notes.moved == {(block, 0, *new): (block, 0, *old) for new, old in moved.items()}
    assert repr(written) == before
    again, none = canonical_sheet(sheet, "x")
    assert (again, none.diagnostics) == (sheet, [])


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({"execution_mode": "engine", "kind": "bulk"}, ["conflicting-spelling"]),
        ({"execution_mode": "engine", "kind": "detail"}, ["alias-spelling"]),
        ({"icon": "axe", "presentation": {"icon": "saw"}}, ["conflicting-spelling"]),
        ({"kind": "detail"}, []),
    ],
)
def test_two_spellings_that_disagree_are_an_error(item: dict[str, Any], said: list[str]) -> None:
    _, notes = canonical_sheet({"actions": [item]}, "x")
    assert [one.rule for one in notes.diagnostics] == said


@pytest.mark.parametrize("broken", [None, 5, "x", [], [5, None], {"a": 1}])
@pytest.mark.parametrize("block", ["entities", "actions", "flows", "notifications"])
def test_what_has_another_shape_is_left_as_it_is(block: str, broken: Any) -> None:
    assert canonical_sheet({block: broken}, "x")[0] == {block: broken}
