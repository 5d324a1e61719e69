"""The bar of long work: drawn where somebody looks and only after a while, and gone at the end."""

import io

import pytest

from atelier_cli.views import progress
from atelier_cli.views.progress import Bar
from atelier_cli.views.terminal import Level, Terminal


def drawn(*, is_live: bool = True, level: Level = Level.NORMAL) -> str:
    err = io.StringIO()
    terminal = Terminal(io.StringIO(), err, is_live=is_live, level=level)
    with Bar(terminal, "loading data.yaml") as advance:
        advance(15, 60)
        advance(60, 60)
    return err.getvalue()


def test_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    monkeypatch.setattr(progress, "_TURN", 0)
    first, second, gone = drawn().removeprefix("\r").split("\r")

    assert first == f"\x1b[2K{'█' * 7}{'░' * 23}  25% loading data.yaml"
    assert second == f"\x1b[2K{'█' * 30} 100% loading data.yaml"
    assert gone == "\x1b[2K"


def test_that_nothing_is_drawn_for_quick_work_or_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn() == ""
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    assert drawn(is_live=False) == ""
    assert drawn(level=Level.QUIET) == ""


def test_work_on_nothing() -> None:
    with Bar(Terminal(io.StringIO(), io.StringIO(), is_live=True), "x") as advance:
        advance(0, 0)
