"""Says that work goes on: only where somebody is looking, and only once it has taken a while."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from atelier_cli.views.terminal import Level, Terminal

_PATIENCE = 0.5
_TURN = 0.1
_SIGNS = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
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
