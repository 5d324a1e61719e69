"""Renaming: the new name everywhere, and refusals where the project would not mean the same."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from atelier_cli.catalog.uses.symbol import Kind, Symbol
from atelier_cli.editor import rename as renaming
from atelier_cli.editor.changes import Outcome
from atelier_cli.editor.rename import rename
from atelier_cli.editor.view import View
from atelier_cli.editor.workspace import Workspace
from atelier_cli.linter import lint
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read
from tests.support.editing import CLOCK, Opened, copied, opened

#: Of each kind, so many symbols of the template sheets are renamed.
MOST = 2
ROADS, PARKS, CITY = "sheets/roads.yaml", "sheets/parks.yaml", "vocabulary/city.yaml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("project"))


def at(folder: Path, file: str, around: str) -> Opened:
    """The project with a cursor where `|` is in a piece of a file."""
    text = (folder / file).read_text(encoding="utf-8")
    before, _, after = around.partition("|")
    assert before + after in text
    return opened(folder, text.replace(before + after, around, 1), file, cursor="|")


def renamed(folder: Path, file: str, around: str, said: str) -> Outcome:
    found = at(folder, file, around)
    return rename(found.view, found.name, found.position, said)


#: Where a cursor is, what stands there, and the files that name it.
EVERYWHERE = [
    (ROADS, "field_key: tit|le", "title", "headline", [ROADS, PARKS]),
    (PARKS, "entity['sta|tus']", "status", "state", [ROADS, PARKS]),
    (PARKS, "'🌳' != entity.tit|le", "title", "headline", [ROADS, PARKS]),
    (ROADS, "entity_type: re|port", "report", "notice", [ROADS, PARKS]),
    (ROADS, "rel_code: cr|ew", "crew", "gang", [ROADS]),
    (ROADS, "{key: rea|son", "reason", "why", [ROADS]),
    (ROADS, "save_as: jud|ged", "judged", "verdict", [ROADS]),
    (ROADS, "id: sign|-off", "sign-off", "sign", [ROADS]),
    (CITY, "roles: [cl|erk", "clerk", "agent", [CITY, ROADS, PARKS]),
    (CITY, "code: report.|closed", "report.closed", "report.shut", [CITY, ROADS]),
    (CITY, "code: de|sk", "desk", "counter", [CITY, ROADS, PARKS]),
    (CITY, "code: score|_fit", "score_fit", "judge_fit", [CITY, ROADS]),
]


@pytest.mark.parametrize("case", EVERYWHERE, ids=[case[1] for case in EVERYWHERE])
def test_a_name_is_new_everywhere(case: tuple[str, str, str, str, list[str]], folder: Path) -> None:
    file, around, old, new, touched = case
    outcome = renamed(folder, file, around, new)
    assert outcome.refusal == ""
    assert {one.document.name for one in outcome.files} == {str(folder / name) for name in touched}
    for one in outcome.files:
        for change in one.changes:
            if "renamed_from: " not in change.text:
                assert one.document.text[change.start : change.end] == old
                assert change.text == new


def test_a_name_that_others_share_is_left_to_them(folder: Path) -> None:
    outcome = renamed(folder, ROADS, "field_key: tit|le", "headline")
    roads = outcome.after[str(folder / ROADS)]
    # The title of a report is a field; that of a skill's input is another thing.
    assert "input: {title: Roads}" in roads
    assert "{field_key: headline, renamed_from: title, field_type: {type: string}, required: true}" in roads
    assert "{field: headline, renamed_from: title, value: $parameters.reason}" in roads
    parks = outcome.after[str(folder / PARKS)]
    assert "title_field: headline" in parks
    assert "'🌳' != entity.headline" in parks


REFUSED = [
    (ROADS, "field_key: tit|le", "Title", "expected a name in snake_case, found `Title`"),
    (ROADS, "field_key: tit|le", "status", "there is a field `status` already"),
    (ROADS, "field_key: tit|le", "crew", "`report` has `crew` already"),
    (ROADS, "field_key: tit|le", "true", "would break"),
    (ROADS, "id: sign|-off", "end", "would break"),
    (ROADS, "code: ro|ads", "streets", "the code of an application never changes"),
    (ROADS, "input: {ti|tle", "name", "a member that a schema declares"),
    (ROADS, "value: clo|sed", "shut", "a value that entities hold"),
    (ROADS, "has(ent|ity.status)", "thing", "a word of the language"),
    (ROADS, "label: Cl|ose", "shut", "there is no name here"),
]


@pytest.mark.parametrize(("file", "around", "said", "why"), REFUSED)
def test_what_cannot_be_is_refused(file: str, around: str, said: str, why: str, folder: Path) -> None:
    outcome = renamed(folder, file, around, said)
    assert why in outcome.refusal
    assert outcome.files == ()


def test_a_file_that_cannot_be_read_is_not_written_to(folder: Path) -> None:
    text = (folder / PARKS).read_text(encoding="utf-8")
    broken = opened(folder, f"{text}\nactions: [|", PARKS)
    found = at(folder, ROADS, "field_key: tit|le")
    view = broken.view
    # The cursor is in a file that is whole; the one that names the field too is not.
    assert "mend it first" in rename(view, str(folder / ROADS), found.position, "headline").refusal


def test_what_is_called_after_its_entity_type_follows_it(folder: Path) -> None:
    text = (
        "identity: {code: a, name: A}\n"
        "actions:\n"
        "  - key: set_up\n"
        "    label: Set up\n"
        "    target_model: report\n"
        "    permissions_policy: {view: [clerk], apply: [clerk]}\n"
        "    creates:\n"
        "      - {entity_type: crew, fields: {name: First}}\n"
        "    edits:\n"
        "      - {field: crew, value: $created.crew.id}\n"
        "    placements: [{surface: desk}]\n"
    )
    type_ = opened(folder, text.replace("entity_type: crew", "entity_type: cr|ew"))
    outcome = rename(type_.view, type_.name, type_.position, "gang")
    assert outcome.refusal == ""
    after = outcome.after[type_.name]
    assert "{entity_type: gang, fields" in after
    assert "{field: crew, value: $created.gang.id}" in after
    create = opened(folder, text.replace("$created.crew", "$created.cr|ew"))
    assert "give it a `key`" in rename(create.view, create.name, create.position, "gang").refusal


def test_a_name_that_means_two_things_is_not_given_one_of_them(folder: Path) -> None:
    """`example/shut` is both actions: after renaming one of them it would be the other alone, which is no error."""
    action = "  - {{key: {}, label: Shut, target_model: {}, permissions_policy: {{view: [clerk]}}}}\n"
    flow = (
        "flows:\n"
        "  - key: go\n"
        "    label: Go\n"
        "    steps:\n"
        "      - {id: a, kind: product_action, with: {product: atelier, action: example/shut, payload: {}}}\n"
    )
    actions = action.format("sh‸ut", "report") + action.format("shut", "crew")
    text = f"identity: {{code: example, name: Example}}\nactions:\n{actions}{flow}"
    found = opened(folder, text, cursor="‸")
    assert "something else would be meant" in rename(found.view, found.name, found.position, "lock").refusal


def test_without_the_check_a_name_that_means_another_would_be_given(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check of the result is what refuses a plain `true`, which is no text."""
    monkeypatch.setattr(renaming, "_new_errors", lambda _before, _after: [])
    monkeypatch.setattr(renaming, "_names_the_same", lambda *_: True)
    assert renamed(folder, ROADS, "field_key: tit|le", "true").refusal == ""


ROOT = Path(__file__).parent.parent.parent


def rules_found(files: Iterable[Parsed]) -> Counter[str]:
    return Counter(finding.diagnostic.rule for finding in lint(files).findings)


def template() -> View:
    workspace = Workspace(CLOCK)
    for path in sorted((ROOT / "sheets" / "municipality").glob("*.yaml")):
        workspace.update(path, path.read_text(encoding="utf-8"))
    return workspace.view(ROOT / "sheets" / "municipality" / "trees.yaml")


def check_renamed(view: View, symbol: Symbol) -> None:
    """Renames a symbol of the template sheets, and lints what comes out."""
    declared = view.index.declarations(symbol)[0]
    document = view.document(declared.place.source)
    assert document is not None
    said = "another.name" if symbol.kind in {Kind.EVENT, Kind.EVENT_TYPE} else "another"
    outcome = rename(view, document.name, document.locate(declared.place).start, said)
    assert (symbol, outcome.refusal) == (symbol, "")
    after = [
        parse(read(outcome.after[one.document.name].encode(), one.document.name))
        if one.document.name in outcome.after
        else one
        for one in view.index.files
    ]
    assert rules_found(after) == rules_found(view.index.files)


def test_a_field_of_the_template_sheets_has_another_name_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    check_renamed(template(), Symbol(Kind.FIELD, ("service_request",), "priority"))


@pytest.mark.slow
def test_every_kind_of_name_of_the_template_sheets_can_be_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    view = template()
    tried: Counter[Kind] = Counter()
    for symbol, found in view.index.by_symbol.items():
        declared = [one.place.source for one in found if one.declares]
        # What Atelier brings along, such as the entity type `user`, the language itself knows by name.
        if not declared or declared[0].endswith("base.yaml"):
            continue
        if symbol.kind in renaming.WRITTEN and tried[symbol.kind] < MOST:
            tried[symbol.kind] += 1
            check_renamed(view, symbol)
    assert tried.keys() == renaming.WRITTEN.keys() - {Kind.SURFACE, Kind.EDIT, Kind.EFFECT}


def test_each_kind_of_name_can_be_another_or_is_refused_in_words() -> None:
    assert renaming.WRITTEN.keys() | renaming.FIXED.keys() == set(Kind)
    assert not renaming.WRITTEN.keys() & renaming.FIXED.keys()
