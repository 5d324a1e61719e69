"""What each constraint says: `constraints/<word>.yaml` holds, by parameter, judgements and complaints."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from atelier_cli.actions.constraints import CONSTRAINTS
from atelier_cli.actions.definition import ActionDefinition, ParameterConstraint
from atelier_cli.actions.judgement import Result
from atelier_cli.language.coerce import coerce
from atelier_cli.language.constraints import CONSTRAINTS as FITTING
from atelier_cli.language.constraints import WRITTEN, bound_type
from atelier_cli.language.formats import FORMATS
from atelier_cli.language.scope import Scope
from atelier_cli.language.types import FIELD_TYPES, Type
from atelier_cli.sheet.models.action import Constraints
from tests.conftest import NOW
from tests.support.actions import defined, problems_of
from tests.support.case_files import load
from tests.support.flows import lowered
from tests.support.reader import MemoryReader

FOLDER = Path(__file__).parent / "constraints"
SHARED = load(FOLDER / "_town.yaml")
READER = MemoryReader(SHARED["stored"])
#: The parameter that is judged; others may stand beside it.
KEY = "it"


def rows(part: str) -> list[Any]:
    """Each row of a part of each group: the word, the group and the row."""
    return [
        pytest.param(word, index, row, id=f"{word}-{group['parameter']}-{row}")
        for word in CONSTRAINTS
        for index, group in enumerate(load(FOLDER / f"{word}.yaml"))
        for row in group.get(part, ())
    ]


@cache
def definition(word: str, index: int) -> ActionDefinition:
    """The action with the parameter of a group; the criteria, if the group has any, beside it."""
    group = load(FOLDER / f"{word}.yaml")[index]
    return defining(group["parameter"], group.get("criteria", []))


def defining(
    parameter: dict[str, Any], criteria: list[dict[str, Any]], others: list[dict[str, Any]] | None = None
) -> ActionDefinition:
    action = {
        "key": "act",
        "label": "Act",
        "target_model": "report",
        "parameters": [*SHARED["parameters"], {"key": KEY, **parameter}, *(others or [])],
        "submission_criteria": criteria,
    }
    return defined(lowered({"settings": SHARED["settings"], "actions": [action]}, SHARED["vocabulary"]))


def scope_of(action: ActionDefinition, parameters: dict[str, Any]) -> Scope:
    roots = {
        "parameters": {**SHARED["given"], **parameters},
        "entity": SHARED["target"],
        "user": {"id": "ana", "roles": ["clerk"]},
        "config": SHARED["config"],
        "now": NOW,
        "today": NOW.date(),
    }
    return Scope(roots, action.names)


def constraint(action: ActionDefinition, word: str) -> tuple[ParameterConstraint, Type]:
    parameter = action.parameter(KEY)
    assert parameter is not None
    (found,) = (one for one in parameter.constraints if one.name == word)
    return found, parameter.type


@pytest.mark.parametrize(("word", "index", "row"), rows("judgements"))
def test_judgement(word: str, index: int, row: list[Any]) -> None:
    said, wanted = row
    action = definition(word, index)
    assert problems_of(action) == []
    asked, kind = constraint(action, word)
    value, problems = coerce(said, kind.or_null())
    assert problems == (), "the case gives a value that is not of the type"

    found = asked.judge(value, kind, scope_of(action, {KEY: value}), READER)

    assert (found.result if found.result is Result.VALID else f"{found.result}: {found.message}") == wanted


@pytest.mark.parametrize(("word", "index", "row"), rows("problems"))
def test_problem(word: str, index: int, row: list[Any]) -> None:
    bound, wanted = row
    group = load(FOLDER / f"{word}.yaml")[index]
    parameter = dict(group["parameter"])

    action = defining({**parameter, "constraints": {word: bound}}, [])

    assert problems_of(action) == [wanted]
    assert not action.is_valid


def test_that_the_code_is_made_of_the_word() -> None:
    asked, _ = constraint(definition("min", 0), "min")

    assert asked.code == "constraint_min"


def test_that_a_sheet_can_write_what_is_judged_and_nothing_else() -> None:
    assert tuple(Constraints.model_fields) == WRITTEN == tuple(CONSTRAINTS)[: len(WRITTEN)]
    assert FITTING.keys() <= CONSTRAINTS.keys()


@pytest.mark.parametrize("word", FITTING)
def test_that_what_does_not_fit_is_refused_as_lint_refuses_it(word: str) -> None:
    others = [
        {"key": f"p_{type_}", "type": type_, "constraints": {word: BOUNDS[word](type_)}, **OBJECT.get(type_, {})}
        for type_ in FIELD_TYPES
    ]
    misfits = [type_ for type_ in FIELD_TYPES if type_ not in FITTING[word].types and type_ != "json"]

    action = defining({"type": "string"}, [], others)

    assert misfits
    assert problems_of(action) == [
        f"parameters/p_{type_}/constraints/{word} [wrong-constraint] "
        f"`{word}` does not constrain a parameter of type {type_}"
        for type_ in misfits
    ]


def _of_kind(type_: str) -> Any:
    values = {"date": "2026-01-01", "datetime": "2026-01-01T00:00:00Z", "time": "09:00", "duration": "P1D"}
    return values.get(type_, 1)


OBJECT = {"entity": {"object_type": "crew"}}
#: A bound of each constraint, by the type of the parameter.
BOUNDS = {
    **dict.fromkeys(FITTING, _of_kind),
    **dict.fromkeys(("multiple_of", "min_length", "max_length", "min_items", "max_items", "max_bytes"), lambda _: 1),
    "pattern": lambda _: ".*",
    "format": lambda _: "email",
    "unique_items": lambda _: True,
    "content_types": lambda _: ["image/png"],
}


@pytest.mark.parametrize("name", FORMATS)
def test_that_the_example_in_the_words_of_a_format_fits(name: str) -> None:
    noun = FORMATS[name].noun
    _, said, example = noun.partition(" such as ")

    assert not said or FORMATS[name].fits(example)


def test_that_a_bound_has_the_type_that_lint_asks_for() -> None:
    asked, kind = constraint(defining({"type": "date", "constraints": {"min": "$today"}}, []), "min")

    assert asked.bound.type == bound_type("min", kind)
