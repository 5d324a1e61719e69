"""The terminal: colour, width, progress, and what is never shown."""

import io
import sys
import time

import pytest

from atelier_cli.views import progress
from atelier_cli.views.cells import cells, cut, printable
from atelier_cli.views.masking import masked
from atelier_cli.views.progress import busy
from atelier_cli.views.table import table
from atelier_cli.views.terminal import NARROWEST, WIDEST, Level, Terminal, colour, plain, terminal


class _Stream(io.StringIO):
    """A stream that says whether it is a terminal."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


@pytest.mark.parametrize(
    ("is_terminal", "environment", "is_coloured"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": "0"}, False),
        (True, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour(
    monkeypatch: pytest.MonkeyPatch, *, is_terminal: bool, environment: dict[str, str], is_coloured: bool
) -> None:
    monkeypatch.setattr(sys, "stdout", _Stream(is_terminal=is_terminal))
    monkeypatch.setattr(sys, "stderr", _Stream(is_terminal=False))
    made = terminal(environment)
    assert made.paint is (colour if is_coloured else plain)
    assert made.paint_err is (colour if "FORCE_COLOR" in environment and is_coloured else plain)


@pytest.mark.parametrize(("columns", "width"), [("40", NARROWEST), ("100", 100), ("300", WIDEST), (None, WIDEST)])
def test_width(monkeypatch: pytest.MonkeyPatch, columns: str | None, width: int) -> None:
    monkeypatch.setattr(sys, "stdout", _Stream(is_terminal=False))
    monkeypatch.setattr(sys, "stderr", _Stream(is_terminal=False))
    environment = {} if columns is None else {"COLUMNS": columns}
    if columns is not None:
        monkeypatch.setenv("COLUMNS", columns)
    assert terminal(environment).width == width


@pytest.mark.parametrize(
    ("is_live", "level", "is_said"),
    [(True, Level.NORMAL, True), (False, Level.NORMAL, False), (True, Level.QUIET, False)],
)
def test_progress_is_for_who_looks(
    monkeypatch: pytest.MonkeyPatch, *, is_live: bool, level: Level, is_said: bool
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.01)
    monkeypatch.setattr(progress, "_TURN", 0.01)
    screen = Terminal(io.StringIO(), io.StringIO(), is_live=is_live, level=level)
    with busy(screen, "importing"):
        time.sleep(0.2)
    said = screen.err.getvalue()
    assert ("importing 0 s" in said) is is_said
    assert not said or said.endswith("\r\x1b[2K")  # the line is gone afterwards


def test_progress_of_what_is_quick_is_never_seen() -> None:
    screen = Terminal(io.StringIO(), io.StringIO(), is_live=True)
    with busy(screen, "importing"):
        pass
    assert screen.err.getvalue() == ""


def test_progress_ends_when_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.01)
    screen = Terminal(io.StringIO(), io.StringIO(), is_live=True)

    def fail() -> None:
        time.sleep(0.2)
        raise KeyError("work")

    with pytest.raises(KeyError), busy(screen, "importing"):
        fail()
    assert screen.err.getvalue().endswith("\r\x1b[2K")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql://ana:hunter2@db.example.org/atelier", "postgresql://ana:***@db.example.org/atelier"),
        ("postgresql://ana:p@ss:w/rd@host/db is away", "postgresql://ana:***@host/db is away"),
        ("postgresql://:hunter2@host/db", "postgresql://:***@host/db"),
        ("postgresql://host/db?password=hunter2&x=1", "postgresql://host/db?password=***&x=1"),
        ("host=h password='hunter 2' user=ana", "host=h password=*** user=ana"),
        ("Password=hunter2", "Password=***"),
        ("sqlite:///.atelier/atelier.db", "sqlite:///.atelier/atelier.db"),
        ("postgresql://ana@host/db", "postgresql://ana@host/db"),
        ("https://example.org/a:b", "https://example.org/a:b"),
    ],
)
def test_passwords_are_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    ("text", "number"), [("abc", 3), ("日本", 4), ("😀", 2), ("e\u0301", 1), ("a\u200bb", 2), ("", 0), ("ß", 1)]
)
def test_cells(text: str, number: int) -> None:
    assert cells(text) == number


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb", "a    b"),
        ("\x00", "␀"),
        ("\x1b[0m", "␛[0m"),
        ("\x7f", "␡"),
        ("a\u202eb", "a\ufffdb"),
        ("\x85", "\ufffd"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize(("width", "shown"), [(6, "日本語"), (5, "日本…"), (4, "日…"), (1, "…")])
def test_cut(width: int, shown: str) -> None:
    assert cut("日本語", width) == shown
    assert cells(shown) <= width


def test_table_fits_the_screen_and_is_aligned() -> None:
    rows = [("short", "日本語" * 20, 1), ("a longer name", "b", 1234)]
    lines = table(("name", "words", "rows"), rows, 40, plain).splitlines()
    assert [cells(line) for line in lines] == [40, 40, 40]
    assert lines[2].endswith(" 1,234")
    assert lines[1].startswith("short          日本語")


@pytest.mark.parametrize(("is_terminal", "said"), [(True, "\x1b[H\x1b[2J"), (False, "")])
def test_only_a_screen_is_emptied(is_terminal: bool, said: str) -> None:  # noqa: FBT001  # told by the case
    out = _Stream(is_terminal=is_terminal)
    Terminal(out, io.StringIO()).clear()
    assert out.getvalue() == said
