"""A small project in an editor: its files, and texts with a cursor in them."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from atelier_cli.clock import FixedClock
from atelier_cli.diagnostics import Position
from atelier_cli.editor.view import View
from atelier_cli.editor.workspace import Workspace
from atelier_cli.operations.listing import shown
from atelier_cli.sheet.lines import line_starts, position

PROJECT = Path(__file__).parent.parent / "editor" / "project"
CLOCK = FixedClock(datetime(2026, 11, 22, 9, tzinfo=UTC))
CURSOR = "|"


class Opened(NamedTuple):
    """A project with one file open in it, and a cursor in that."""

    view: View
    name: str
    text: str
    index: int

    @property
    def position(self) -> Position:
        return position(line_starts(self.text), self.index)


def copied(folder: Path) -> Path:
    """A copy of the small project."""
    return Path(shutil.copytree(PROJECT, folder, dirs_exist_ok=True))


def opened(folder: Path, text: str, file: str = "sheets/example.yaml", *, cursor: str = CURSOR) -> Opened:
    """The project in a folder, where a file has been opened and changed to a text with a cursor in it."""
    workspace = Workspace(CLOCK)
    path = folder / file
    if path.exists():
        workspace.update(path, path.read_text(encoding="utf-8"))
    index = text.index(cursor)
    said = text[:index] + text[index + len(cursor) :]
    workspace.update(path, said)
    return Opened(workspace.view(path), shown(path), said, index)
