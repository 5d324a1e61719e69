"""What each mode of value means: `values/<mode>.yaml` holds values, what they give, and what is wrong with them.

`values/_names.yaml` holds the types and the values that they all read.
"""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.scope import Names, Scope
from atelier_cli.language.to_json import to_json
from atelier_cli.language.values import MODES
from atelier_cli.language.values.check import check
from atelier_cli.language.values.check import type_of as found_type
from atelier_cli.language.values.resolve import resolve
from atelier_cli.language.values.rewrite import name_created, with_arguments
from atelier_cli.language.values.slots import Slot
from tests.support.case_files import load
from tests.support.problems import told
from tests.support.types import type_of

FOLDER = Path(__file__).parent / "values"
SHARED = load(FOLDER / "_names.yaml")
ENTITIES = {
    code: {name: type_of(type) for name, type in fields.items()} for code, fields in SHARED["entity_types"].items()
}
NAMES = Names({root: type_of(type) for root, type in SHARED["types"].items()}, ENTITIES.get, SHARED["parents"].get)
SCOPE = Scope({**SHARED["values"], "now": datetime(2026, 11, 22, 9, 30, tzinfo=UTC)}, NAMES)
CASES = [
    pytest.param(case, id=f"{mode}-{case['value']}-{case.get('as', 'any')}")
    for mode in MODES
    for case in load(FOLDER / f"{mode}.yaml")
]


@pytest.mark.parametrize("case", CASES)
def test_value(case: dict[str, Any]) -> None:
    slot, expected = Slot[case.get("in", "EFFECT")], type_of(case.get("as", "any"))

    problems = check(case["value"], slot, NAMES, expected)

    assert [told(problem) for problem in problems] == case.get("problems", [])
    if "gives" in case:
        assert to_json(resolve(case["value"], SCOPE, expected), expected) == case["gives"]
    if "type" in case:
        assert str(found_type(case["value"], slot, NAMES)) == case["type"]
    if "fails" in case:
        with pytest.raises(EvaluationError) as refusal:
            resolve(case["value"], SCOPE, expected)
        assert refusal.value.message == case["fails"]


@pytest.mark.parametrize("case", [case for case in CASES if "problems" in case.values[0]])
def test_that_a_faulty_value_gives_a_value_or_an_evaluation_error(case: dict[str, Any]) -> None:
    with suppress(EvaluationError):
        resolve(case["value"], SCOPE)


def test_that_numbered_creates_are_called_by_their_keys() -> None:
    value = {
        "a": ["$created.1.id", "$created.tag.id", "$created.3.id"],
        "b": "$$created.1.id",
        "c": "created.1.id",
        "d": "$created",
        "e": "$steps.1.id",
    }

    assert name_created(value, ["work_order", "tag"]) == {
        "a": ["$created.work_order.id", "$created.tag.id", "$created.3.id"],
        "b": "$$created.1.id",
        "c": "created.1.id",
        "d": "$created",
        "e": "$steps.1.id",
    }


def test_that_arguments_beside_a_function_become_its_own() -> None:
    assert with_arguments("$function.slug", {"text": "$user.id"}) == {"$function": "slug", "args": {"text": "$user.id"}}
    assert with_arguments("$function.slug", None) == "$function.slug"
    assert with_arguments("slug", {"text": "a"}) == "slug"


@pytest.mark.parametrize(("value", "told"), [("$now", "$now is no instant here"), ("$today", "$today is no day here")])
@pytest.mark.parametrize("instant", [None, "soon", 3])
def test_that_without_an_instant_there_is_none(value: str, told: str, instant: object) -> None:
    with pytest.raises(EvaluationError) as refusal:
        resolve(value, Scope({"now": instant, "today": instant}))
    assert refusal.value.message == told


def test_that_a_root_that_is_not_there_is_told() -> None:
    with pytest.raises(EvaluationError, match=r"there is no \$entity here"):
        resolve("$entity.status", Scope({}))
    assert [told(one) for one in check("$entity.status", Slot.EDIT, Names({}))] == [
        "[unknown-name] 0-14 there is no `$entity` here"
    ]
