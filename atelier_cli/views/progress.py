"""Says that work goes on: only where somebody is looking, and only once it has taken a while."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from atelier_cli.views.terminal import Level, Terminal

_PATIENCE = 0.5
_TURN = 0.1
_SIGNS = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
#: How wide a bar is.
_CELLS = 30
_START_OF_LINE, _CLEAR_LINE = "\r", "\x1b[2K"


@contextmanager
def busy(terminal: Terminal, doing: str) -> Iterator[None]:
    """While the block runs for longer than half a second, a line says what is being done, and for how long."""
    if not terminal.is_live or terminal.level is Level.QUIET:
        yield
        return
    done = threading.Event()
    turning = threading.Thread(target=_turn, args=(terminal, doing, done), daemon=True)
    turning.start()
    try:
        yield
    finally:
        done.set()
        turning.join()


class Bar:
    """A line that says how much of some work is done: only where somebody is looking, and after a while."""

    def __init__(self, terminal: Terminal, doing: str) -> None:
        self._terminal = terminal
        self._doing = doing
        self._started = time.monotonic()
        self._is_shown = False
        self._drawn = 0.0

    def __enter__(self) -> Callable[[int, int], None]:
        return self.advance

    def __exit__(self, *_: object) -> None:
        if self._is_shown:
            self._terminal.err.write(f"{_START_OF_LINE}{_CLEAR_LINE}")
            self._terminal.err.flush()

    def advance(self, done: int, total: int) -> None:
        """Draws how far it is, not more often than an eye follows."""
        now = time.monotonic()
        is_quiet = not self._terminal.is_live or self._terminal.level is Level.QUIET
        if is_quiet or now - self._started < _PATIENCE or now - self._drawn < _TURN:
            return
        self._is_shown, self._drawn = True, now
        filled = _CELLS * done // max(1, total)
        bar = self._terminal.paint_err("█" * filled, "info") + self._terminal.paint_err(
            "░" * (_CELLS - filled), "faint"
        )
        share = f"{100 * done // max(1, total):>3}%"
        self._terminal.err.write(f"{_START_OF_LINE}{_CLEAR_LINE}{bar} {share} {self._doing}")
        self._terminal.err.flush()


def _turn(terminal: Terminal, doing: str, done: threading.Event) -> None:
    started = time.monotonic()
    if done.wait(_PATIENCE):
        return
    turn = 0
    while not done.wait(_TURN):
        sign = terminal.paint_err(_SIGNS[turn % len(_SIGNS)], "info")
        elapsed = f"{time.monotonic() - started:.0f} s"
        terminal.err.write(f"{_START_OF_LINE}{sign} {doing} {terminal.paint_err(elapsed, 'faint')}")
        terminal.err.flush()
        turn += 1
    terminal.err.write(f"{_START_OF_LINE}{_CLEAR_LINE}")
    terminal.err.flush()
