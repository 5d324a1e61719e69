"""What is declared in a file, and what any file declares under a name."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from atelier_cli.editor.outline import Declared, outline, search
from tests.support.editing import copied, opened

ROADS, PARKS, CITY = "sheets/roads.yaml", "sheets/parks.yaml", "vocabulary/city.yaml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("project"))


def drawn(found: Iterable[Declared], depth: int = 0) -> list[str]:
    """The names, a line each, below what they belong to."""
    return [line for one in found for line in (f"{'  ' * depth}{one.kind} {one.name}", *drawn(one.children, depth + 1))]


def test_what_a_sheet_declares(folder: Path) -> None:
    text = (folder / ROADS).read_text(encoding="utf-8")
    found = opened(folder, f"‸{text}", ROADS, cursor="‸")
    assert drawn(outline(found.view, found.name)) == [
        "application roads",
        "setting repair_days",
        "entity type report",
        "  field status",
        "    choice open",
        "    choice closed",
        "  field title",
        "  field height",
        "  relation crew",
        "entity type crew",
        "  field name",
        "action close",
        "  parameter reason",
        "flow follow-up",
        "  step score",
        "  step enough",
        "  step sign-off",
    ]


def test_a_name_stands_within_all_that_is_said_of_it(folder: Path) -> None:
    text = (folder / ROADS).read_text(encoding="utf-8")
    found = opened(folder, f"‸{text}", ROADS, cursor="‸")
    document = found.view.parsed(found.name).document
    waiting = outline(found.view, found.name)
    while waiting:
        one = waiting.pop()
        waiting += one.children
        assert one.whole.start <= one.named.start
        assert one.named.end <= one.whole.end
        line = document.line(one.named.start.line)
        assert line[one.named.start.column - 1 : one.named.end.column - 1] == one.name


def test_an_entity_type_of_others_is_listed_where_it_is_used(folder: Path) -> None:
    text = (folder / PARKS).read_text(encoding="utf-8")
    found = opened(folder, f"‸{text}", PARKS, cursor="‸")
    assert drawn(outline(found.view, found.name)) == ["application parks", "entity type report", "action reopen"]
    (_, _, action) = outline(found.view, found.name)
    assert action.detail == "Reopen 🌳"


def test_a_file_that_cannot_be_read_shows_what_it_declared(folder: Path) -> None:
    text = (folder / PARKS).read_text(encoding="utf-8")
    found = opened(folder, f"{text}\n[[[‸", PARKS, cursor="‸")
    assert "action reopen" in drawn(outline(found.view, found.name))


def test_names_of_all_files_are_found_by_their_letters(folder: Path) -> None:
    text = (folder / PARKS).read_text(encoding="utf-8")
    found = opened(folder, f"‸{text}", PARKS, cursor="‸")
    assert [(one.name, within) for _, one, within in search(found.view, "clo")] == [
        ("close", "report"),
        ("closed", "report status"),
        ("report.closed", ""),
    ]
    # Letters in their order, though not next to each other.
    assert [one.name for _, one, _ in search(found.view, "flwp")] == ["follow-up"]
    assert list(search(found.view, "nothing of that")) == []
