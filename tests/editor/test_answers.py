"""What an editor is told of the word at a cursor, where its name stands, what mends it, and how a file is laid out."""

from pathlib import Path

import pytest

from atelier_cli.diagnostics import Range
from atelier_cli.editor.code_actions import can_fix_all, code_actions, fix_all
from atelier_cli.editor.definition import Found, definition
from atelier_cli.editor.formatting import formatting
from atelier_cli.editor.hover import hover
from atelier_cli.editor.references import references
from atelier_cli.sheet.edits.changes import changed
from tests.support.editing import Opened, copied, opened

ROADS, PARKS, CITY = "sheets/roads.yaml", "sheets/parks.yaml", "vocabulary/city.yaml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("project"))


def at(folder: Path, file: str, around: str) -> Opened:
    """The project with a cursor where `‸` is in a piece of a file."""
    text = (folder / file).read_text(encoding="utf-8")
    before, _, after = around.partition("‸")
    assert before + after in text
    return opened(folder, text.replace(before + after, around, 1), file, cursor="‸")


HOVERS = [
    (PARKS, "entity.ti‸tle", ["**field** `title` of `report`: string", "declared in sheets/roads.yaml:13"]),
    (ROADS, "{field: st‸atus, value: closed}", ["`status`", "enum: closed, open", "Where it stands"]),
    (ROADS, "$parameters.rea‸son", ["**parameter** `reason` of `close`: string"]),
    (ROADS, "target_model: rep‸ort", ["**entity type** `report`", "roads.yaml:7"]),
    (ROADS, "target_mo‸del: report", ["**target_model**: The entity type it acts on. It must be there."]),
    (ROADS, "operator: e‸q", ["**eq**: "]),
    (ROADS, "kind: ga‸te", ["**gate**: "]),
    (ROADS, "context.judged.f‸it", ["**member** `fit`: number"]),
    (ROADS, "context.jud‸ged.fit", ["**saved output** `judged`", "object with fit"]),
    (ROADS, "{event: report.‸closed, pay", ["**event** `report.closed`", "A report was closed"]),
    (ROADS, "surface: de‸sk", ["**surface** `desk`", "Service desk"]),
    (ROADS, "has(enti‸ty.status)", ["**root** `entity`: report"]),
    (ROADS, "ha‸s(entity.status)", ["has(member): boolean"]),
    (ROADS, "criteria_type: fi‸eld", ["**field**: A comparison."]),
    (ROADS, "{type: en‸um, choices", ["**enum**: One of some words, the `choices`"]),
    (ROADS, "type: inte‸ger", ["**integer**: A whole number."]),
]


@pytest.mark.parametrize(("file", "around", "told"), HOVERS)
def test_what_is_told_of_a_word(file: str, around: str, told: list[str], folder: Path) -> None:
    found = at(folder, file, around)
    said = hover(found.view, found.name, found.position)
    assert said is not None
    for piece in told:
        assert piece in said.text


def test_what_is_wrong_is_explained_where_it_is(folder: Path) -> None:
    text = (folder / ROADS).read_text(encoding="utf-8").replace("{field: title, value", "{field: ti‸tel, value")
    found = opened(folder, text, ROADS, cursor="‸")
    said = hover(found.view, found.name, found.position)
    assert said is not None
    assert "**unknown-field**: Something names a field that its entity type does not have." in said.text


def test_nothing_is_told_of_plain_text(folder: Path) -> None:
    found = at(folder, ROADS, "label: Cl‸ose")
    assert hover(found.view, found.name, found.position) is None


def written(found: list[Found], folder: Path) -> list[tuple[str, str]]:
    """Where places are: the file, and the line they are in."""
    return [
        (Path(document.name).relative_to(folder).as_posix(), document.line(where.start.line).strip())
        for document, where in found
    ]


DEFINED = [
    (PARKS, "entity.ti‸tle", (ROADS, "field_key: title")),
    (PARKS, "target_model: rep‸ort", (ROADS, "entity_type: report")),
    (ROADS, "[cl‸erk], apply", (CITY, "roles: [clerk, director]")),
    (ROADS, "context.jud‸ged", (ROADS, "save_as: judged")),
    (ROADS, "onPass: sign‸-off", (ROADS, "id: sign-off")),
    (ROADS, '"role:dir‸ector"', (CITY, "roles: [clerk, director]")),
]


@pytest.mark.parametrize(("file", "around", "place"), DEFINED)
def test_where_it_is_declared(file: str, around: str, place: tuple[str, str], folder: Path) -> None:
    found = at(folder, file, around)
    ((where, line),) = written(definition(found.view, found.name, found.position), folder)
    assert where == place[0]
    assert place[1] in line


def test_plain_text_is_declared_nowhere(folder: Path) -> None:
    found = at(folder, ROADS, "label: Cl‸ose")
    assert definition(found.view, found.name, found.position) == []


def test_where_it_is_named(folder: Path) -> None:
    found = at(folder, PARKS, "entity.ti‸tle")
    places = [
        (PARKS, "- {entity_type: report, presentation: {title_field: title}}"),
        (PARKS, "'🌳' != entity.title && has(entity.status)"),
        (PARKS, "- {field: title, value: {$expr: \"'🌳 ' + entity.title\"}}"),
        (PARKS, "- {field: title, value: {$expr: \"'🌳 ' + entity.title\"}}"),
        (ROADS, "- {field_key: title, field_type: {type: string}, required: true}"),
        (ROADS, "- {field: title, value: $parameters.reason}"),
    ]
    assert written(references(found.view, found.name, found.position), folder) == places
    uses = references(found.view, found.name, found.position, declarations=False)
    assert written(uses, folder) == [place for place in places if "field_key" not in place[1]]


def test_a_file_that_cannot_be_read_keeps_the_names_it_had(folder: Path) -> None:
    text = (folder / ROADS).read_text(encoding="utf-8")
    found = opened(folder, f"{text}\n[[[‸", ROADS, cursor="‸")
    assert [one.diagnostic.rule for one in found.view.findings[found.name]] == ["syntax"]
    assert "report" in found.view.index.catalog.entity_types


def test_a_fix_is_a_change_of_the_file(folder: Path) -> None:
    text = (folder / PARKS).read_text(encoding="utf-8").replace("{field: title,", "{field: ti‸tel,")
    found = opened(folder, text, PARKS, cursor="‸")
    action, ignoring = code_actions(found.view, found.name, Range(found.position, found.position))
    assert ignoring.title == "ignore `unknown-field` here"
    assert (action.title, action.safe) == ("rename to `title`", False)
    assert changed(found.text, action.change.changes) == found.text.replace("titel", "title")


def test_a_finding_can_be_ignored_where_it_is(folder: Path) -> None:
    text = (folder / PARKS).read_text(encoding="utf-8").replace("{field: title,", "{field: ti‸tel,")
    found = opened(folder, text, PARKS, cursor="‸")
    *_, action = code_actions(found.view, found.name, Range(found.position, found.position))
    after = opened(folder, f"{changed(found.text, action.change.changes)}‸", PARKS, cursor="‸")
    assert after.view.findings[after.name] == ()


def test_no_comment_is_put_into_a_text(folder: Path) -> None:
    text = (folder / PARKS).read_text(encoding="utf-8").replace("!= entity.title", "!= entity.ti‸tel")
    found = opened(folder, text, PARKS, cursor="‸")
    titles = [one.title for one in code_actions(found.view, found.name, Range(found.position, found.position))]
    assert "ignore `unknown-field` here" not in titles
    assert found.view.findings[found.name] != ()


def test_only_what_is_in_the_stretch_is_mended(folder: Path) -> None:
    text = (folder / PARKS).read_text(encoding="utf-8").replace("{field: title,", "{field: titel,")
    found = opened(folder, f"‸{text}", PARKS, cursor="‸")
    assert list(code_actions(found.view, found.name, Range(found.position, found.position))) == []


def test_all_that_can_be_mended_safely_is_one_change(folder: Path) -> None:
    text = (folder / PARKS).read_text(encoding="utf-8").replace("operator: eq", "op: eq")
    text = text.replace("    label: ", "    execution_mode: engine\n    label: ").replace(
        "{field: title,", "{field: titel,"
    )
    found = opened(folder, f"‸{text}", PARKS, cursor="‸")
    assert can_fix_all(found.view, found.name)
    change = fix_all(found.view, found.name)
    assert change is not None
    after = changed(found.text, change.changes)
    assert "operator: eq" in after
    assert "kind: detail" in after
    # That it is `title` is a guess.
    assert "{field: titel," in after


def test_where_nothing_can_be_mended_nothing_is_changed(folder: Path) -> None:
    text = (folder / PARKS).read_text(encoding="utf-8").replace("{field: title,", "{field: titel,")
    found = opened(folder, f"‸{text}", PARKS, cursor="‸")
    assert not can_fix_all(found.view, found.name)
    assert fix_all(found.view, found.name) is None


def test_a_file_is_laid_out(folder: Path) -> None:
    found = opened(folder, "identity:   {name: Trees,  code: trees}\n‸", cursor="‸")
    outcome = formatting(found.view, found.name)
    assert outcome.after[found.name] == "identity: {code: trees, name: Trees}\n"
    (file,) = outcome.files
    assert changed(found.text, file.changes) == outcome.after[found.name]


def test_a_file_that_is_laid_out_has_no_changes(folder: Path) -> None:
    found = opened(folder, "identity: {code: trees, name: Trees}\n‸", cursor="‸")
    assert formatting(found.view, found.name).files == ()


def test_a_file_that_cannot_be_read_is_not_laid_out(folder: Path) -> None:
    text = (folder / ROADS).read_text(encoding="utf-8")
    found = opened(folder, f"{text}\n[[[‸", ROADS, cursor="‸")
    assert "mend it first" in formatting(found.view, found.name).refusal


def test_yaml_that_is_no_sheet_is_left_alone(folder: Path) -> None:
    found = opened(folder, "services: {web: {image: nginx}}\n‸", "compose.yaml", cursor="‸")
    assert found.name not in found.view.findings
