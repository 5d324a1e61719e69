"""The definition of an action: what its rows say, why it is invalid, what it reads, and that it is made once."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from atelier_cli import resources
from atelier_cli.actions import define as defining
from atelier_cli.actions.define import define
from atelier_cli.actions.definition import ActionDefinition
from atelier_cli.actions.entities.ontology import Ontology
from atelier_cli.compiler.lower import Lowered, lower
from atelier_cli.diagnostics import Severity
from atelier_cli.language.scope import Signature
from atelier_cli.language.types import INTEGER, STRING, Type, list_of
from atelier_cli.rows.action import (
    ActionCreate,
    ActionEdit,
    ActionParameter,
    ActionSideEffect,
    ActionSubmissionCriteria,
    ActionType,
)
from atelier_cli.rows.plane import StoredRow
from atelier_cli.rows.row import Address, Row
from atelier_cli.rules import RULES
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read
from tests.rules.test_examples import SHOWN, block
from tests.support.actions import action_rows, actions_of, defined, functions_of, ontology_of, problems_of, stored
from tests.support.case_files import load
from tests.support.flows import lowered, municipality
from tests.support.scaffold import CONTEXT, IDENTITY, findings, is_whole

FOLDER = Path(__file__).parent / "definition"
EXAMPLES = Path(__file__).parent.parent.parent / "examples"
SAID = load(FOLDER / "_action.yaml")
LISTS: dict[str, type[Row]] = {
    "action": ActionType,
    "parameters": ActionParameter,
    "criteria": ActionSubmissionCriteria,
    "edits": ActionEdit,
    "creates": ActionCreate,
    "side_effects": ActionSideEffect,
}
SETTINGS = {"days": INTEGER.or_null(), "channels": list_of(STRING).or_null(), "name": STRING.or_null()}


@cache
def town() -> tuple[Lowered, Ontology, dict[str, Signature]]:
    found = lowered(SAID["sheet"], SAID["vocabulary"])
    return found, ontology_of(found), functions_of(found)


def action_of(rows: Sequence[StoredRow] | None = None, settings: dict[str, Type] | None = None) -> ActionDefinition:
    _, known, functions = town()
    return define(whole() if rows is None else rows, known, SETTINGS if settings is None else settings, functions)


def whole() -> list[StoredRow]:
    found = town()[0]
    (address,) = actions_of(found)
    return action_rows(found, address)


def changed(where: str, **said: Any) -> list[StoredRow]:
    """The rows, with a row of them saying something else: `edits/status`, or `action`."""
    name, _, key = where.partition("/")
    rows = whole()
    (hit,) = (one for one in rows if isinstance(one.row, LISTS[name]) and (not key or one.row.address[-1] == key))
    return [stored(replace(hit.row, **said)) if one is hit else one for one in rows]


def test_that_it_says_what_the_rows_say() -> None:
    action = action_of()

    assert problems_of(action) == []
    assert (action.code, action.kind, action.status) == ("app/report:close", "detail", "published")
    assert [one.key for one in action.parameters] == ["note", "day", "crew", "how", "why"]
    assert [one.required for one in action.parameters] == [True, False, False, False, False]
    assert [one.sensitive for one in action.parameters] == [True, False, False, False, False]
    assert [one.key for one in action.gates] == ["still-open"]
    assert [one.key for one in action.classified] == ["by-director"]
    assert [(one.field, one.op) for one in action.edits] == [
        ("status", "set"), ("labels", "add_unique"), ("visits_made", "increment"), ("title", "set"),
        ("closed_on", "clear"),
    ]  # fmt: skip
    assert [(one.key, one.kind.code) for one in action.creates] == [("first", "visit"), ("second", "visit")]
    assert [(one.key, one.event) for one in action.effects] == [("report-closed", "report.closed")]
    assert [(one.key, one.surface) for one in action.placements] == [("on-desk", "desk")]
    assert (action.policy.view, action.policy.apply, action.policy.edit) == ({"clerk"}, {"clerk"}, {"director"})
    assert action.apply_roles == {"clerk"}


def test_that_constraints_of_the_row_come_before_those_of_criteria() -> None:
    names = {one.key: [(each.name, each.criterion) for each in one.constraints] for one in action_of().parameters}

    assert names == {
        "note": [("min_length", None)],
        "day": [("required", "noted")],
        "crew": [("object_type", None), ("values_from", None)],
        "how": [("values_from", None)],
        "why": [("values_from", None)],
    }


def test_that_an_effect_fires_for_one_value_of_its_parameter() -> None:
    (effect,) = action_of().effects

    assert [effect.fires(said) for said in ({"why": "other"}, {"why": "repaired"}, {"why": None}, {})] == [
        True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("where", "field", "said", "wanted"),
    [pytest.param(*row, id=f"{row[0]}-{row[1]}-{row[2]}") for row in load(FOLDER / "problems.yaml")],
)
def test_problem(where: str, field: str, said: Any, wanted: str) -> None:
    action = action_of(changed(where, **{field: said}))

    assert problems_of(action) == [wanted]
    assert not action.is_valid


def test_that_all_reasons_are_given() -> None:
    rows = {one.id: one for one in whole()}
    for where, said in (
        ("edits/status", {"value": "shut"}),
        ("edits/labels", {"op": "put"}),
        ("criteria/still-open", {"criteria_type": "x"}),
    ):
        rows.update({one.id: one for one in changed(where, **said) if one not in whole()})

    assert [one.rule for one in action_of([*rows.values()]).problems] == ["unknown-word", "wrong-type", "unknown-word"]


def test_that_an_unknown_target_is_a_problem_of_its_own() -> None:
    action = action_of(changed("action", target_model="reprt"))

    assert problems_of(action) == ["target_model [unknown-entity-type] unknown entity type `reprt`"]


@pytest.mark.parametrize("where", ["parameters/how", "edits/status", "creates/second", "criteria/still-open"])
def test_that_what_is_inactive_is_left_out(where: str) -> None:
    name, _, key = where.partition("/")
    parts = {"parameters": "parameters", "edits": "edits", "creates": "creates", "criteria": "gates"}
    # What the labels' edit reads is gone with the parameter.
    rows = [one for one in changed(where, is_active=False) if one.row.address[-1] != "labels"]

    action = action_of(rows)

    assert problems_of(action) == []
    assert key not in [one.key for one in getattr(action, parts[name])]


def test_that_what_reads_something_inactive_is_invalid() -> None:
    action = action_of(changed("parameters/how", is_active=False))

    assert problems_of(action) == ["edits/labels/when/left [unknown-parameter] unknown parameter `how`"]


def test_that_children_stand_by_their_order_however_they_come() -> None:
    assert _keys(action_of(whole()[::-1])) == _keys(action_of())
    assert next(iter(action_of(changed("edits/title", order=0)).edits)).key == "title"


def _keys(action: ActionDefinition) -> list[str]:
    parts = (action.parameters, action.gates, action.classified, action.creates, action.edits, action.effects)
    return [one.key for part in parts for one in part]


def test_that_no_child_is_dropped_however_many_there_are() -> None:
    row = next(
        one.row for one in whole() if isinstance(one.row, ActionSubmissionCriteria) and one.row.key == "still-open"
    )
    more = [
        stored(replace(row, address=(*row.address[:-1], f"gate-{i}"), key=f"gate-{i}", order=100 + i))
        for i in range(1000)
    ]

    assert len(action_of([*whole(), *more]).gates) == 1001


@pytest.mark.parametrize("case", [pytest.param(one, id=str(one["value"])) for one in load(FOLDER / "reads.yaml")])
def test_reads(case: dict[str, Any]) -> None:
    anyway = action_of().reads
    row = next(one.row for one in whole() if one.row.address[-1] == "status" and isinstance(one.row, ActionEdit))
    more = replace(row, address=(*row.address[:-1], "facts"), key="facts", field="facts", value=case["value"])

    action = action_of([*whole(), stored(more)])

    assert problems_of(action) == []
    assert [".".join(hop) for hop in action.reads.hops] == case.get("hops", [])
    assert sorted({*action.reads.fields} - {*anyway.fields}) == sorted({*case.get("fields", [])} - {*anyway.fields})
    assert {*action.reads.settings} == {*anyway.settings, *case.get("settings", [])}
    assert "facts" in action.reads.written


def test_what_is_read_of_each_part() -> None:
    found = action_of().reads

    assert found.fields == ("crew", "id", "status", "title")
    assert found.written == ("closed_on", "labels", "status", "title", "visits_made")
    assert found.depends_on == ("closed_on", "crew", "id", "labels", "status", "title", "visits_made")
    assert found.settings == ("channels",)
    assert found.root("created") == (("first", "held_on"), ("first", "id"))
    assert found.root("parameters") == (("day",), ("how",), ("note",), ("why",))


def test_that_the_hops_of_a_root_are_told_without_it() -> None:
    action = action_of(changed("edits/status", field="title", value="$entity.crew.lead.email"))

    assert action.reads.root_hops("entity") == (("crew",), ("crew", "lead"))
    assert action.reads.root_hops("parameters") == ()


def test_that_the_same_content_is_defined_once() -> None:
    assert action_of() is action_of()


def test_that_an_edited_row_is_seen_at_once() -> None:
    before = action_of()

    after = action_of(changed("criteria/still-open", message="Too late."))

    assert (before.gates[0].message, after.gates[0].message) == ("It is closed.", "Too late.")
    assert before.content_digest != after.content_digest
    assert action_of() is before


def test_that_other_settings_are_seen_at_once() -> None:
    assert problems_of(action_of(settings={**SETTINGS, "channels": STRING})) == [
        "parameters/how/values_from/setting [wrong-options] expected a setting of type list, found one of type string"
    ]
    assert action_of().is_valid


def test_that_another_vocabulary_is_seen_at_once() -> None:
    _, known, functions = town()
    without = replace(known, kinds={code: kind for code, kind in known.kinds.items() if code != "visit"})

    found = define(whole(), without, SETTINGS, functions)

    assert "creates/first/entity_type [unknown-entity-type] unknown entity type `visit`" in problems_of(found)
    assert define(whole(), known, SETTINGS, functions).is_valid


def test_that_a_version_is_told_even_where_the_content_is_the_same() -> None:
    _, known, functions = town()

    assert [define(whole(), known, SETTINGS, functions, number).version for number in (1, 2, 1)] == [1, 2, 1]


def test_that_no_more_definitions_are_kept_than_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(defining, "MOST_KEPT", 3)
    for i in range(5):
        action_of(changed("criteria/still-open", message=str(i)))

    assert len(defining._kept) == 3
    assert [one.definition.gates[0].message for one in defining._kept.values()] == ["2", "3", "4"]


def test_that_the_second_call_costs_microseconds() -> None:
    rows = whole()
    action_of(rows)
    best = min(_timed(rows) for _ in range(200))

    assert best < 200e-6


def _timed(rows: list[StoredRow]) -> float:
    start = perf_counter()
    action_of(rows)
    return perf_counter() - start


MUNICIPAL = [pytest.param(address, id="/".join(address)) for address in actions_of(municipality())]


@cache
def municipal_ontology() -> Ontology:
    return ontology_of(municipality())


@pytest.mark.parametrize("address", MUNICIPAL)
def test_that_every_action_of_the_municipality_is_valid(address: Address) -> None:
    assert problems_of(defined(municipality(), address, municipal_ontology())) == []


@pytest.mark.parametrize("project", sorted(one.name for one in EXAMPLES.iterdir() if one.is_dir()))
def test_that_every_action_of_an_example_is_valid(project: str) -> None:
    folders = (EXAMPLES / project, resources.vocabulary())
    files = [parse(read(file.read_bytes(), file.name)) for folder in folders for file in sorted(folder.rglob("*.yaml"))]
    rows = lower(files)

    assert [problem for address in actions_of(rows) for problem in problems_of(defined(rows, address))] == []


def documented(rule: str, heading: str) -> Lowered:
    """The rows of the example of a rule in the project that the examples stand in; none where it cannot be read."""
    text = block(rule, heading)
    parsed = parse(read((text if is_whole(text) else IDENTITY + text).encode(), "example.yaml"))
    context: tuple[Parsed, ...] = CONTEXT
    return lower([*context, parsed])


@pytest.mark.parametrize("rule", SHOWN)
def test_that_what_lints_clean_is_valid(rule: str) -> None:
    rows = documented(rule, "Instead")
    known = ontology_of(rows)

    # Functions that nobody provides are no fault of a sheet.
    assert [
        problem
        for address in actions_of(rows)
        for problem in problems_of(defined(rows, address, known))
        if "nobody provides" not in problem
    ] == []


#: Pieces of sheets with every mistake that lint finds, and without.
FIXTURES = [
    pytest.param(piece, file.stem, id=f"{file.stem}-{i}")
    for file in sorted((Path(__file__).parent.parent / "rules").glob("*.yaml"))
    for i, piece in enumerate(file.read_text(encoding="utf-8").split("\n---\n"))
    if "actions:" in piece and "# error:" not in piece
]


@pytest.mark.parametrize(("piece", "rule"), FIXTURES)
def test_that_what_lint_lets_pass_is_valid(piece: str, rule: str) -> None:
    if any(one.diagnostic.severity is Severity.ERROR for one in findings(piece, rule)):
        pytest.fail("a piece with an error that no comment tells of")
    parsed = parse(read((piece if is_whole(piece) else IDENTITY + piece).encode(), "example.yaml"))
    rows = lower([*CONTEXT, parsed])
    known = ontology_of(rows)

    assert [one for address in actions_of(rows) for one in problems_of(defined(rows, address, known))] == []


#: Rules about what an action says whose example a definition refuses for the same reason.
SHARED_RULES = sorted(
    {
        "bad-condition", "bad-literal", "bad-pattern", "bad-value", "unknown-field",
        "unknown-function", "unknown-operator", "wrong-argument", "wrong-bulk", "wrong-carrier", "wrong-constraint",
        "wrong-operand", "wrong-operation", "wrong-options", "wrong-path", "unknown-relation", "unknown-parameter",
        "unknown-setting", "wrong-effect-condition", "wrong-object-type",
    }
    & RULES.keys()
)  # fmt: skip


@pytest.mark.parametrize("rule", SHARED_RULES)
def test_that_what_lint_refuses_is_invalid_for_the_same_reason(rule: str) -> None:
    rows = documented(rule, "Example")
    known = ontology_of(rows)

    assert {one.rule for address in actions_of(rows) for one in defined(rows, address, known).problems} == {rule}
