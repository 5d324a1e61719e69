"""What may stand at a cursor: each case of `completion.yaml` is a piece of a sheet as it is being written."""

from pathlib import Path
from typing import Any

import pytest

from atelier_cli.editor.completion import Completion, complete
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
