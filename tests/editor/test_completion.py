"""What may stand at a cursor: each case of `completion.yaml` is a piece of a sheet as it is being written."""

from pathlib import Path
from typing import Any

import pytest

from atelier_cli.editor.completing.completion import Completion
from atelier_cli.editor.completion import complete
from tests.support.case_files import load
from tests.support.editing import copied, opened

CASES: list[dict[str, Any]] = load(Path(__file__).parent / "completion.yaml")
IDENTITY = "identity: {code: example, name: Example}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("project"))


def completed(folder: Path, text: str, file: str = "sheets/example.yaml") -> list[Completion]:
    at = opened(folder, text, file, cursor="‸")
    return complete(at.view, at.name, at.text, at.index)


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_what_may_stand_at_the_cursor(case: dict[str, Any], folder: Path) -> None:
    text = case["text"] if case.get("whole") else IDENTITY + case["text"]
    found = [one.text for one in completed(folder, text)]
    if "is" in case:
        assert sorted(found) == sorted(case["is"])
    assert set(case.get("has", ())) <= set(found)
    assert not set(case.get("hasnt", ())) & set(found)


SNIPPETS = [
    # An editor indents further lines like the one it writes into; a key behind a `-` is two columns in.
    ("actions:\n  - key: shut\n    ed‸\n", "edits", "edits:\n  - $0"),
    ("actions:\n  - edi‸\n", "edits", "edits:\n    - $0"),
    ("actions:\n  - key: shut\n    presen‸\n", "presentation", "presentation:\n  $0"),
    ("actions:\n  - {key: shut, ed‸}\n", "edits", "edits: [$0]"),
    ("actions:\n  - {key: shut, presen‸}\n", "presentation", "presentation: {$0}"),
    ("actions:\n  - key: shut\n    ki‸\n", "kind", "kind: ${1|detail,bulk,async|}"),
    ("actions:\n  - key: shut\n    lab‸\n", "label", "label: $0"),
    # What is there already is not written again.
    ("actions:\n  - key: shut\n    lab‸: Shut\n", "label", ""),
]


@pytest.mark.parametrize(("text", "key", "snippet"), SNIPPETS)
def test_what_follows_a_key_is_prepared(text: str, key: str, snippet: str, folder: Path) -> None:
    (found,) = [one for one in completed(folder, IDENTITY + text) if one.text == key]
    assert found.snippet == snippet


def test_a_call_says_what_it_takes(folder: Path) -> None:
    text = (
        f"{IDENTITY}actions:\n  - key: shut\n    label: Shut\n    target_model: report\n    submission_criteria:\n"
        "      - {criteria_type: expression, config: {expression: entity.title.con‸}}\n"
    )
    (found,) = [one for one in completed(folder, text) if one.text == "contains"]
    assert (found.detail, found.snippet) == ("string.contains(string): boolean", "contains($0)")
