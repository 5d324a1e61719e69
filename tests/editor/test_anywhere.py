"""A cursor may stand anywhere, in a text that is half written: there is always an answer, and never an error."""

from pathlib import Path

import pytest

from atelier_cli.diagnostics import Range
from atelier_cli.editor.code_actions import code_actions
from atelier_cli.editor.completion import complete
from atelier_cli.editor.definition import definition
from atelier_cli.editor.formatting import formatting
from atelier_cli.editor.hover import hover
from atelier_cli.editor.outline import outline
from atelier_cli.editor.references import references
from atelier_cli.editor.rename import renamable
from atelier_cli.editor.signature import signature
from tests.support.editing import PROJECT, Opened, copied, opened

FILES = ["sheets/parks.yaml", "vocabulary/city.yaml", "sheets/roads.yaml"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("project"))


def ask(at: Opened) -> None:
    """Asks all there is to ask."""
    view, name, position = at.view, at.name, at.position
    hover(view, name, position)
    definition(view, name, position)
    references(view, name, position)
    renamable(view, name, position)
    list(code_actions(view, name, Range(position, position)))
    signature(name, at.text, at.index)
    outline(view, name)
    for one in complete(view, name, at.text, at.index):
        assert 0 <= one.start <= at.index <= one.end <= len(at.text)


def points(step: int) -> list[tuple[str, int]]:
    return [
        (file, index)
        for file in FILES
        for index in range(0, len((PROJECT / file).read_text(encoding="utf-8")) + 1, step)
    ]


def ask_at(folder: Path, file: str, index: int) -> None:
    text = (PROJECT / file).read_text(encoding="utf-8")
    whole = opened(folder, f"{text[:index]}‸{text[index:]}", file, cursor="‸")
    ask(whole)
    cut_off = opened(folder, f"{text[:index]}‸", file, cursor="‸")
    ask(cut_off)
    formatting(cut_off.view, cut_off.name)


@pytest.mark.parametrize(("file", "index"), points(211))
def test_there_is_an_answer_anywhere(file: str, index: int, folder: Path) -> None:
    ask_at(folder, file, index)


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES)
def test_there_is_an_answer_everywhere(file: str, folder: Path) -> None:
    for name, index in points(1):
        if name == file:
            ask_at(folder, file, index)
