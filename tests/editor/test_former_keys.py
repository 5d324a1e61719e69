"""What a rename leaves beside the new name: with it, an import finds each row again, and keeps its id."""

import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from atelier_cli.catalog.uses.symbol import Kind, Symbol
from atelier_cli.editor.rename import WRITTEN, rename
from atelier_cli.editor.view import View
from atelier_cli.editor.workspace import Workspace
from atelier_cli.operations.import_sheets import import_sheets
from atelier_cli.operations.project import open_files
from atelier_cli.operations.settings import load
from atelier_cli.store.memory import MemoryStore
from tests.support.editing import CLOCK, copied, opened
from tests.support.town import CASES, write_town

PLANE = "template_town"
SHEET = "sheets/cases.yaml"
#: What has no key of its own in the store, or another row with each version of its flow.
_WITHOUT = {Kind.ROLE, Kind.STEP, Kind.SAVED, Kind.REVERSE}
_NAMED = (
    ("label: Close", "label: Close\n    order: 1"),
    ("edits: [{field: title,", "edits: [{key: retitle, field: title,"),
    ("side_effects: [{event:", "side_effects: [{key: say, event:"),
    ("placements: [{surface:", "placements: [{key: on-desk, surface:"),
    ("submission_criteria: [{criteria_type:", "submission_criteria: [{key: clerks-only, criteria_type:"),
)


class Town(NamedTuple):
    """A project in a folder, with the one sheet open that declares most."""

    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / SHEET

    def view(self) -> View:
        workspace = Workspace(CLOCK)
        workspace.update(self.file, self.text())
        return workspace.view(self.file)

    def rename(self, symbol: Symbol, said: str) -> str:
        """Gives a symbol another name in the files, and tells why not where that is refused."""
        view = self.view()
        declared = view.index.declarations(symbol)[0]
        document = view.document(declared.place.source)
        assert document is not None
        outcome = rename(view, document.name, document.locate(declared.place).start, said)
        for name, text in outcome.after.items():
            Path(name).write_text(text, encoding="utf-8", newline="")
        return outcome.refusal

    def text(self) -> str:
        with self.file.open(encoding="utf-8", newline="") as stream:
            return stream.read()

    def write(self, text: str) -> None:
        self.file.write_text(text, encoding="utf-8", newline="")


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(write_town(tmp_path / "town"))


def the(town: Town, kind: Kind, name: str) -> Symbol:
    """The symbol of a kind and name, of which there is one."""
    (found,) = {
        one.symbol
        for one in town.view().index.occurrences
        if one.declares and one.symbol.kind is kind and one.symbol.name == name
    }
    return found


def imported(store: MemoryStore, town: Town, *names: str) -> tuple[list[str], int]:
    """What an import of these files, or of all, adds and deletes, and how many rows no sheet has any more."""
    project = load(town.folder)
    done = import_sheets(store, open_files(project, [town.folder / name for name in names]), PLANE)
    assert done.plan is not None
    assert not done.refused
    changes = [f"{one.action} {one.row.address}" for one in done.plan.changes if one.action != "update"]
    return changes, len(done.plan.orphans)


EVERY = [
    (Kind.ENTITY_TYPE, "case_file"),
    (Kind.FIELD, "title"),
    (Kind.ACTION, "close"),
    (Kind.PARAMETER, "note"),
    (Kind.CREATE, "follow-up"),
    (Kind.EDIT, "retitle"),
    (Kind.EFFECT, "say"),
    (Kind.PLACEMENT, "on-desk"),
    (Kind.CRITERION, "clerks-only"),
    (Kind.SETTING, "days"),
    (Kind.FLOW, "reply"),
    (Kind.TEMPLATE, "closed"),
    (Kind.RULE, "tell"),
    (Kind.EVENT, "case.closed"),
    (Kind.SURFACE, "desk"),
]


@pytest.mark.parametrize(("kind", "name"), EVERY, ids=[str(kind) for kind, _ in EVERY])
def test_an_import_after_a_rename_keeps_every_row(town: Town, kind: Kind, name: str) -> None:
    text = CASES
    for plain, named in _NAMED if kind in {Kind.EDIT, Kind.EFFECT, Kind.PLACEMENT, Kind.CRITERION} else ():
        text = text.replace(plain, named)
    town.write(text)
    store = MemoryStore()
    imported(store, town)
    said = "another.name" if kind is Kind.EVENT else "another"
    assert town.rename(the(town, kind, name), said) == ""
    assert f"renamed_from: {name}" in "".join(file.read_text("utf-8") for file in town.folder.rglob("*.yaml"))
    assert imported(store, town) == ([], 0)


def test_a_sheet_that_only_lists_a_renamed_type_follows_by_itself(town: Town) -> None:
    store = MemoryStore()
    imported(store, town)
    assert town.rename(the(town, Kind.ENTITY_TYPE, "case_file"), "matter") == ""
    letters = (town.folder / "sheets" / "letters.yaml").read_text(encoding="utf-8")
    assert "entity_type: matter" in letters
    assert "renamed_from" not in letters
    assert imported(store, town, SHEET) == ([], 0)
    assert imported(store, town, "sheets/letters.yaml") == ([], 0)


def test_each_kind_of_name_that_has_a_row_is_tried() -> None:
    tried = {kind for kind, _ in EVERY}
    like_an_event = {Kind.EVENT_TYPE, Kind.PRODUCT, Kind.PRODUCT_ACTION, Kind.SKILL, Kind.FUNCTION}
    assert tried | _WITHOUT | like_an_event | {Kind.RELATION} == set(WRITTEN)


def test_without_the_former_key_the_row_would_be_another(town: Town) -> None:
    store = MemoryStore()
    imported(store, town)
    town.rename(the(town, Kind.SETTING, "days"), "delay")
    town.write(town.text().replace(", renamed_from: days", ""))
    changes, orphans = imported(store, town)
    assert (len(changes), orphans) == (1, 1)


def test_what_is_called_after_it_is_renamed_too(town: Town) -> None:
    town.rename(the(town, Kind.FIELD, "title"), "headline")
    assert "{field: headline, renamed_from: title, value: $parameters.note}" in town.text()
    assert "fields: {headline: again}" in town.text()


def test_a_line_of_its_own_where_the_item_has_lines(town: Town) -> None:
    town.write(town.text().replace("  - key: close\n", "  - key: close  # the case\n"))
    town.rename(the(town, Kind.ACTION, "close"), "shut")
    assert "  - key: shut  # the case\n    renamed_from: close\n    target_model: case_file\n" in town.text()


def test_line_ends_stay_what_they_are(town: Town) -> None:
    town.write(town.text().replace("\n", "\r\n"))
    town.rename(the(town, Kind.ACTION, "close"), "shut")
    assert "  - key: shut\r\n    renamed_from: close\r\n    target_model: case_file\r\n" in town.text()


def test_a_quoted_key_keeps_its_quotes(town: Town) -> None:
    town.write(town.text().replace("{key: days,", '{key: "days" ,'))
    town.rename(the(town, Kind.SETTING, "days"), "delay")
    assert '{key: "delay", renamed_from: days , type' in town.text()


def committed(town: Town) -> None:
    """Commits what there is."""
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "all"],
    ):
        subprocess.run(["git", *command], cwd=town.folder, check=True)


def test_the_first_of_many_names_is_the_one_that_counts(town: Town) -> None:
    committed(town)
    store = MemoryStore()
    imported(store, town)
    for was, said in (("days", "delay"), ("delay", "pause"), ("pause", "rest")):
        town.rename(the(town, Kind.SETTING, was), said)
    assert "{key: rest, renamed_from: days, type" in town.text()
    assert imported(store, town) == ([], 0)


def test_a_name_that_comes_back_was_never_another(town: Town) -> None:
    committed(town)
    before = town.text()
    town.rename(the(town, Kind.SETTING, "days"), "delay")
    town.rename(the(town, Kind.SETTING, "delay"), "days")
    assert town.text() == before


def test_after_a_commit_the_name_of_then_counts(town: Town) -> None:
    committed(town)
    town.rename(the(town, Kind.SETTING, "days"), "delay")
    committed(town)
    town.rename(the(town, Kind.SETTING, "delay"), "pause")
    assert "{key: pause, renamed_from: delay, type" in town.text()


def test_what_is_new_was_called_nothing_before(town: Town) -> None:
    committed(town)
    town.write(
        town.text()
        .replace("settings: [", "settings: [{key: fresh, type: integer, default_value: 1}, ")
        .replace("parameters: [", "parameters: [{key: also, type: text}, ")
    )
    town.rename(the(town, Kind.SETTING, "fresh"), "newest")
    town.rename(the(town, Kind.PARAMETER, "also"), "too")
    assert "renamed_from" not in town.text()


def test_a_part_of_what_was_renamed_is_not_new(town: Town) -> None:
    committed(town)
    town.rename(the(town, Kind.ACTION, "close"), "shut")
    town.rename(the(town, Kind.PARAMETER, "note"), "remark")
    assert "{key: remark, renamed_from: note, type: text}" in town.text()


def test_what_was_not_saved_is_new_where_git_knows_nothing(tmp_path: Path) -> None:
    folder = copied(tmp_path / "project")
    text = (folder / "sheets" / "roads.yaml").read_text(encoding="utf-8")
    fresh = text.replace("settings:\n", "settings:\n  - {key: fre‸sh, type: integer, default_value: 1}\n")
    found = opened(folder, fresh, "sheets/roads.yaml", cursor="‸")
    assert "renamed_from" not in rename(found.view, found.name, found.position, "newest").after[found.name]
    stored = text.replace("{key: repair_days", "{key: repair_‸days")
    found = opened(folder, stored, "sheets/roads.yaml", cursor="‸")
    assert "renamed_from: repair_days" in rename(found.view, found.name, found.position, "newest").after[found.name]
