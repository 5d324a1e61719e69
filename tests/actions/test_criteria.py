"""What each type of criteria says: `criteria/<type>.yaml` holds, by config, judgements and complaints."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from atelier_cli.actions.criteria import CRITERIA
from atelier_cli.actions.criteria.protocol import Situation
from atelier_cli.actions.define import define
from atelier_cli.actions.definition import ActionDefinition, Criterion
from atelier_cli.actions.entities.ontology import Ontology
from atelier_cli.actions.judgement import Result
from atelier_cli.compiler.lower import Lowered
from atelier_cli.language.scope import Scope, Signature
from atelier_cli.language.types import BOOLEAN, INTEGER, STRING
from atelier_cli.language.verdict import Verdict
from atelier_cli.rows.action import ActionSubmissionCriteria
from atelier_cli.sheet.models.criteria import SubmissionCriteria
from tests.conftest import NOW
from tests.support.actions import action_rows, actions_of, ontology_of, problems_of, stored
from tests.support.case_files import load
from tests.support.flows import lowered
from tests.support.reader import MemoryReader

FOLDER = Path(__file__).parent / "criteria"
TOWN = load(FOLDER / "_town.yaml")
KEY = "it"
MESSAGE = "It does not hold."


def rows(part: str) -> list[Any]:
    """Each row of a part of each group: the type of criteria, the group and the row."""
    return [
        pytest.param(word, index, row, id=f"{word}-{group['config']}-{row}")
        for word in CRITERIA
        for index, group in enumerate(load(FOLDER / f"{word}.yaml"))
        for row in group.get(part, ())
    ]


def groups(part: str) -> list[Any]:
    found = [(word, group) for word in CRITERIA for group in load(FOLDER / f"{word}.yaml") if part in group]
    return [pytest.param(word, group, id=f"{word}-{group['config']}") for word, group in found]


@cache
def town() -> tuple[Lowered, Ontology]:
    """The rows of an action without criteria, and the ontology."""
    parameters = TOWN["parameters"]
    action = {"key": "act", "label": "Act", "target_model": "report", "parameters": parameters}
    found = lowered({"settings": TOWN["settings"], "actions": [action]}, TOWN["vocabulary"])
    return found, ontology_of(found)


def defining(word: str, config: Any, functions: Mapping[str, Signature] | None = None, **more: Any) -> ActionDefinition:
    """The action with one criterion, written into the rows past all that checks a sheet."""
    found, known = town()
    (address,) = actions_of(found)
    row = ActionSubmissionCriteria(
        address=(*address, KEY), owner="app", key=KEY, criteria_type=word, config=config, message=MESSAGE
    )
    return define(
        [*action_rows(found, address), stored(replace(row, **more))], known, {"most": INTEGER}, functions or {}
    )


def criterion(action: ActionDefinition) -> Criterion:
    assert problems_of(action) == []
    (found,) = (*action.gates, *action.classified)
    return found


def situation(case: Mapping[str, Any], action: ActionDefinition, reader: MemoryReader) -> Situation:
    """The town's target and caller, unless a case says otherwise; `after` is what the plan makes of the target."""
    target = None if case.get("target", ()) is None else {**TOWN["target"], **case.get("target", {})}
    roots = {
        "parameters": case.get("given", {}),
        "entity": target,
        "user": {**TOWN["user"], **case.get("user", {})},
        "config": {"most": 100},
        "now": NOW,
        "today": NOW.date(),
    }
    scope = Scope(roots, action.names)
    if "after" not in case:
        return Situation(scope, reader, target)
    return Situation(scope, reader, {**TOWN["target"], **case["after"]}, before=target)


@pytest.mark.parametrize(("word", "index", "row"), rows("judgements"))
def test_judgement(word: str, index: int, row: list[Any]) -> None:
    case, wanted = row
    action = defining(word, load(FOLDER / f"{word}.yaml")[index]["config"])
    reader = MemoryReader(reached=Verdict(case.get("reached", "false")))

    found = criterion(action).judge(situation(case, action, reader))

    assert (found.result if found.result is Result.VALID else f"{found.result}: {found.message}") == wanted


@pytest.mark.parametrize(("word", "index", "row"), rows("problems"))
def test_problem(word: str, index: int, row: list[Any]) -> None:
    config, wanted = row

    action = defining(word, config)

    assert problems_of(action) == [wanted]


@pytest.mark.parametrize(("word", "group"), groups("parameters"))
def test_that_the_parameters_it_reads_are_known(word: str, group: dict[str, Any]) -> None:
    found = criterion(defining(word, group["config"]))

    assert sorted(found.parameters) == group["parameters"]
    assert found.points_at == (group["parameters"][0] if len(group["parameters"]) == 1 else None)


@pytest.mark.parametrize(("word", "group"), groups("constraints"))
def test_that_what_is_about_the_form_constrains_parameters(word: str, group: dict[str, Any]) -> None:
    action = defining(word, group["config"])

    assert (action.gates, action.classified) == ((), ())
    made = [(one.key, each) for one in action.parameters for each in one.constraints if each.criterion == KEY]
    assert {key: [each.name for at, each in made if at == key] for key, _ in made} == group["constraints"]
    assert all(each.message == MESSAGE for _, each in made)


def test_that_reachable_asks_for_the_relations_of_its_path() -> None:
    _, known = town()
    action = defining("reachable", {"path": ["crews>", "reports>"]})
    reader = MemoryReader(reached=Verdict.TRUE)

    criterion(action).judge(situation({}, action, reader))

    ((start, path, target),) = reader.asked
    crews, crew = known.kinds["user"].relations["crews"].id, known.kinds["report"].relations["crew"].id
    assert (start, target) == ("ana", "r1")
    assert [(step.relations, step.forward) for step in path] == [((crews,), True), ((crew,), False)]


def test_that_one_that_classifies_is_no_gate() -> None:
    action = defining("expression", {"expression": "true", "enforcement": "classify"})

    assert (action.gates, [one.key for one in action.classified]) == ((), [KEY])


@pytest.mark.parametrize("word", ["feild", "", "Field"])
def test_that_an_unknown_type_makes_the_definition_invalid(word: str) -> None:
    action = defining(word, {})

    assert problems_of(action) == [f"criteria/it/criteria_type [unknown-word] unknown type of criteria `{word}`"]


def test_that_an_inactive_one_is_left_out_whatever_it_says() -> None:
    action = defining("feild", {}, is_active=False)

    assert (action.problems, action.gates) == ((), ())


def test_that_a_function_may_say_why_it_refuses() -> None:
    told = Signature({}, BOOLEAN, lambda: "Only by day.")
    action = defining("function", {"function": "by_day"}, {"by_day": told})

    found = criterion(action).judge(situation({}, action, MemoryReader()))

    assert (found.result, found.message) == (Result.INVALID, "Only by day.")


@pytest.mark.parametrize("answer", [1, 0, [], {"ok": True}])
def test_that_a_function_that_answers_something_else_lets_nobody_pass(answer: Any) -> None:
    action = defining("function", {"function": "odd"}, {"odd": Signature({}, BOOLEAN, lambda: answer)})

    found = criterion(action).judge(situation({}, action, MemoryReader()))

    assert found.result is Result.UNEVALUABLE


def test_that_a_declared_function_that_nobody_provides_makes_the_definition_invalid() -> None:
    action = defining("function", {"function": "by_day", "args": {}}, {"by_day": Signature({}, BOOLEAN)})

    assert problems_of(action) == ["criteria/it/config [unknown-function] nobody provides the function `by_day`"]


def test_that_one_that_nobody_provides_is_found_inside_of_values() -> None:
    config = {"field": "reporter", "operator": "eq", "value": {"$function": "owner", "args": {}}}
    action = defining("field", config, {"owner": Signature({}, STRING)})

    assert problems_of(action) == ["criteria/it/config [unknown-function] nobody provides the function `owner`"]


def test_that_a_sheet_can_write_every_type_and_no_other() -> None:
    union, *_ = get_args(SubmissionCriteria)
    models = {get_args(one.model_fields["criteria_type"].annotation)[0]: one for one in get_args(union)}
    assert models.keys() == CRITERIA.keys()
    for word, model in models.items():
        written = model.model_fields["config"].annotation
        assert written is not None
        wanted = {name: (field.alias, field.is_required()) for name, field in written.model_fields.items()}
        read = {name: (field.alias, field.is_required()) for name, field in CRITERIA[word].Config.model_fields.items()}
        assert read == wanted
