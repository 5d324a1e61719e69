"""Changes of files, noticed by looking again."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from atelier_cli.operations.watch import changes, seen


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "a.yaml"
    file.write_text("a: 1\n", encoding="utf-8")
    os.utime(file, ns=(1, 1))
    return file


def _touch(file: Path) -> None:
    os.utime(file, ns=(2, 2))


def _grow(file: Path) -> None:
    file.write_text("a: 1000\n", encoding="utf-8")
    os.utime(file, ns=(1, 1))


def _replace(file: Path) -> None:
    other = file.with_name("other")
    other.write_text("b: 2\n", encoding="utf-8")
    os.utime(other, ns=(1, 1))
    other.replace(file)


@pytest.mark.parametrize("change", [_touch, _grow, _replace, Path.unlink])
def test_every_kind_of_change_is_seen(file: Path, change: Callable[[Path], None]) -> None:
    before = seen([file])
    assert seen([file]) == before
    change(file)
    assert seen([file]) != before


def test_a_file_that_appears_is_seen(tmp_path: Path) -> None:
    before = seen(tmp_path.glob("*.yaml"))
    (tmp_path / "new.yaml").touch()
    assert before == {}
    assert list(seen(tmp_path.glob("*.yaml"))) == [tmp_path / "new.yaml"]


def test_it_waits_until_something_changes(file: Path) -> None:
    """It comes at once, then after the third wait; what changes while the caller is at work needs no wait."""
    waits = 0

    def wait() -> None:
        nonlocal waits
        waits += 1
        assert waits < 10, "it waits for ever"
        if waits == 3:
            _touch(file)

    coming = changes(lambda: seen([file]), wait)
    next(coming)
    assert waits == 0
    next(coming)
    assert waits == 3
    _grow(file)
    next(coming)
    assert waits == 3
