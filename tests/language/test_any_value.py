"""Whatever stands where a value or a condition should: a check reports it, a run refuses it, and nothing breaks."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier_cli.language.condition.check import check as check_condition
from atelier_cli.language.condition.evaluate import evaluate
from atelier_cli.language.condition.subject import Subject
from atelier_cli.language.expression.errors import EvaluationError
from atelier_cli.language.operators import COMBINATORS, OPERATORS
from atelier_cli.language.problems import Problem
from atelier_cli.language.scope import Names, Scope
from atelier_cli.language.types import ANY, FIELD_TYPES, Type, list_of, object_of
from atelier_cli.language.values.check import check as check_value
from atelier_cli.language.values.parse import ROOTS
from atelier_cli.language.values.resolve import resolve
from atelier_cli.language.values.slots import Slot
from atelier_cli.language.verdict import Verdict
from tests.support.examples import examples

SAMPLES = {
    "date": "2026-11-20", "datetime": "2026-11-20T09:00:00Z", "integer": 3, "list": ["a", 1, None], "boolean": True,
    "geo_point": {"type": "Point", "coordinates": [1, 2]}, "user": {"id": "u1", "roles": ["clerk"]}, "duration": "P3D",
}  # fmt: skip
RECORD = {name: SAMPLES.get(name, "text") for name in FIELD_TYPES}
TYPE = object_of({name: Type(name, item=ANY if name == "list" else None) for name in FIELD_TYPES})
NAMES = Names(dict.fromkeys(("parameters", "entity", "context", "input", "config"), TYPE))
SCOPE = Scope(
    {**dict.fromkeys(NAMES.roots, RECORD), "user": {"id": "u1"}, "now": datetime(2026, 11, 22, tzinfo=UTC)}, NAMES
)
REFERENCES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["$", "$$", ""]),
    st.sampled_from([*ROOTS, "nothing", ""]),
    st.sampled_from(["", ".", "..", "+P3D", "-PT1H", "+P", ".a-", ".1"]),
    st.sampled_from(["", *(f".{name}" for name in FIELD_TYPES), ".id"]),
)
SCALARS = (
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats() | st.text(max_size=6) | REFERENCES
    | st.sampled_from([one for one in SAMPLES.values() if not isinstance(one, list)])
)  # fmt: skip
KEYS = st.sampled_from(["$function", "args", "$expr", "text", "a", "$$a", "from", "to", "type", "coordinates"])
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=5
)
COMPARISONS = st.fixed_dictionaries(
    {"operator": st.sampled_from([*OPERATORS, "equals"])},
    optional={"field": st.sampled_from([*FIELD_TYPES, "other", "user.id"]), "left": VALUES, "value": VALUES},
)
CONDITIONS = st.recursive(
    COMPARISONS | VALUES,
    lambda inner: st.dictionaries(st.sampled_from([*COMBINATORS, "field"]), st.lists(inner, max_size=2) | inner),
    max_leaves=4,
)


@given(value=VALUES, slot=st.sampled_from(Slot), expected=st.sampled_from([*FIELD_TYPES, "any", "object"]))
@examples(150)
def test_that_any_value_is_checked_and_resolved(value: Any, slot: Slot, expected: str) -> None:
    problems = check_value(value, slot, NAMES, Type(expected))

    assert all(points_into(value, problem) for problem in problems)
    with suppress(EvaluationError):
        resolve(value, SCOPE, Type(expected))


@given(condition=CONDITIONS)
@examples(150)
def test_that_any_condition_is_checked_and_evaluated(condition: Any) -> None:
    problems = check_condition(condition, Slot.CRITERION, NAMES, TYPE)

    assert all(points_into(condition, problem) for problem in problems)
    with suppress(EvaluationError):
        assert evaluate(condition, SCOPE, Subject(RECORD, TYPE, RECORD)) in Verdict
    if problems == ():
        evaluate(condition, SCOPE, Subject(RECORD, TYPE, RECORD))


@pytest.mark.parametrize("word", OPERATORS)
@given(left=SCALARS | st.sampled_from([*SAMPLES.values()]), right=VALUES)
@examples(15)
def test_that_an_operator_is_never_true_of_what_its_check_refuses(word: str, left: Any, right: Any) -> None:
    """Two values of types that the check finds not comparable are not compared when running either."""
    condition = {"left": left, "operator": word, "value": right}
    problems = check_condition(condition, Slot.CRITERION, NAMES)
    compared = [one for one in problems if "cannot compare" in one.message and "equals nothing" not in one.message]

    if compared and len(problems) == 1:
        assert evaluate(condition, SCOPE) is not Verdict.TRUE


def points_into(whole: Any, problem: Problem) -> bool:
    """Whether a problem's path leads to a node, and its offsets into the text there."""
    for step in problem.path:
        whole = whole[step]
    if problem.within is None:
        return True
    start, end = problem.within
    return isinstance(whole, str) and 0 <= start <= end <= len(whole)


def test_that_types_of_lists_are_known() -> None:
    assert check_value(["$parameters.date"], Slot.EDIT, NAMES, list_of(Type("date"))) == ()
