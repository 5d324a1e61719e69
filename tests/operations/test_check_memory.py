"""What is kept of checks is there again, as long as it is whole and of the same build and rules."""

from pathlib import Path

import pytest

from atelier_cli.operations import check_memory as module
from atelier_cli.operations.cache_folder import keep
from atelier_cli.operations.check_memory import check_memory


def remember(root: Path, rules: list[str], **said: object) -> None:
    with check_memory(root, rules) as memory:
        for key, one in said.items():
            memory.remember(key, one)


def test_what_is_remembered_is_recalled_by_the_same_rules(tmp_path: Path) -> None:
    remember(tmp_path, ["a"], key={"found": [1]})
    with check_memory(tmp_path, ["a"]) as memory:
        assert (memory.recall("key"), memory.recall("other")) == ({"found": [1]}, None)
    with check_memory(tmp_path, ["b"]) as memory:
        assert memory.recall("key") is None


def test_another_build_remembers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remember(tmp_path, ["a"], key=1)
    monkeypatch.setattr(module, "fingerprint", lambda: "another")
    with check_memory(tmp_path, ["a"]) as memory:
        assert memory.recall("key") is None


def test_what_was_of_no_use_is_kept_in_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_OTHERS", 2)
    remember(tmp_path, ["a"], one=1, two=2, three=3)
    with check_memory(tmp_path, ["a"]) as memory:
        memory.recall("three")
        memory.remember("four", 4)
        assert memory.kept() == {"three": 3, "four": 4, "one": 1, "two": 2}
        memory.remember("five", 5)
        assert set(memory.kept()) == {"three", "four", "five", "one", "two"}


def test_what_is_far_too_much_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST", 10)
    remember(tmp_path, ["a"], key="x" * 10)
    assert not (tmp_path / ".atelier").exists()


@pytest.mark.parametrize("content", ["", "[]", "{", "nonsense"])
def test_what_somebody_else_has_written_is_forgotten(tmp_path: Path, content: str) -> None:
    remember(tmp_path, ["a"], key=1)
    (file,) = (tmp_path / ".atelier" / "cache" / "checks").iterdir()
    keep(file, content)
    with check_memory(tmp_path, ["a"]) as memory:
        assert memory.recall("key") is None
    remember(tmp_path, ["a"], key=1)
    assert '"key":1' in file.read_text(encoding="utf-8")
