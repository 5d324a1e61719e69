"""Where output goes: data to one stream, everything else to the other, coloured and wide as the terminal allows."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import TextIO

from atelier_cli.errors import OutputError
from atelier_cli.views.masking import masked

#: Makes text look like one of `STYLES`, or leaves it as it is.
Paint = Callable[[str, str], str]

#: What each style is on a terminal (ECMA-48, "select graphic rendition").
STYLES: dict[str, str] = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "title": "1",
    "frame": "1;34",
    "faint": "2",
    "good": "32",
    "add": "32",
    "update": "33",
    "delete": "31",
}
#: Lines are made to fit between these widths; what is no terminal is taken to be as wide as the most.
NARROWEST, WIDEST = 80, 140
#: Cursor to the top, and everything below it erased (ECMA-48).
_CLEAR = "\x1b[H\x1b[2J"


def colour(text: str, style: str) -> str:
    """The text in a style, for a terminal."""
    return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if text else text


def plain(text: str, style: str) -> str:  # noqa: ARG001  # the shape of `Paint`
    """The text as it is."""
    return text


class Level(IntEnum):
    """How much is said beside the data."""

    QUIET = 0
    NORMAL = 1
    VERBOSE = 2


@dataclass(slots=True)
class Terminal:
    """The two streams of a command, and how to write on them."""

    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)
    width: int = WIDEST
    paint: Paint = plain
    paint_err: Paint = plain
    #: Whether somebody is looking at `err` as it is written.
    is_live: bool = False
    level: Level = Level.NORMAL
    #: The output format that was asked for.
    format: str = "text"
    #: The command line.
    arguments: tuple[str, ...] = ()
    #: Whether an unexpected failure shows where it came from.
    traceback: bool = False

    def write(self, text: str) -> None:
        """Writes data; raises `OutputError` where they cannot be written."""
        with _output():
            self.out.write(text if text.endswith("\n") or not text else f"{text}\n")

    def flush(self) -> None:
        """Writes what was held back until now."""
        with _output():
            self.out.flush()

    def clear(self) -> None:
        """Empties the screen, where data goes to one."""
        if self.out.isatty():
            self.out.write(_CLEAR)

    def note(self, text: str) -> None:
        """Says something about the work, unless quiet was asked for."""
        if self.level >= Level.NORMAL:
            self._say(text)

    def detail(self, text: str) -> None:
        """Says something that only who wants to know all wants to know."""
        if self.level >= Level.VERBOSE:
            self._say(self.paint_err(masked(text), "faint"))

    def complain(self, text: str) -> None:
        """Says what went wrong, whatever was asked for."""
        self._say(text)

    def _say(self, text: str) -> None:
        self.flush()  # so that what was written first is seen first
        self.err.write(f"{masked(text)}\n")


def terminal(environment: Mapping[str, str] = os.environ) -> Terminal:
    """The terminal of this process; what goes to a stream that was closed is lost."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  # as long as the process
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return Terminal(
        sys.stdout,
        sys.stderr,
        _width(environment),
        _paint(sys.stdout, environment),
        _paint(sys.stderr, environment),
        is_live=sys.stderr.isatty(),
    )


@contextmanager
def _output() -> Iterator[None]:
    """Turns what the system says of a full disk into our own words; that a reader has gone is no failure."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"the output cannot be written: {reason}", "write it elsewhere") from error


def _paint(stream: TextIO, environment: Mapping[str, str]) -> Paint:
    """Colour on a terminal; `NO_COLOR` forbids it, `FORCE_COLOR` asks for it elsewhere too."""
    if environment.get("NO_COLOR"):
        return plain
    if environment.get("FORCE_COLOR", "0") not in {"", "0"}:
        return colour
    return colour if stream.isatty() and environment.get("TERM") != "dumb" else plain


def _width(environment: Mapping[str, str]) -> int:
    if not sys.stdout.isatty() and "COLUMNS" not in environment:
        return WIDEST
    return min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)
