"""What holds of constraints whatever the value: how they relate to each other, and that JSON Schema says the same."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from atelier_cli.actions.constraints import CONSTRAINTS
from atelier_cli.actions.constraints.protocol import Given
from atelier_cli.actions.judgement import Result
from atelier_cli.language.scope import Scope
from atelier_cli.language.types import Type
from tests.support.examples import examples
from tests.support.reader import MemoryReader
from tests.support.sheets import JSON

SCOPE = Scope({"parameters": {}, "entity": None, "config": {}})
NUMBERS = st.one_of(
    st.integers(-1000, 1000), st.floats(-1e6, 1e6, allow_nan=False), st.sampled_from([0.1, 0.3, 1e300, 2**70])
)
DECIMALS = st.decimals(-(10**6), 10**6, places=3)
SMALL = st.lists(st.sampled_from([0, 1, 1.0, True, "1", None, [1], [True], {"a": 1}, {"a": 1.0}]), max_size=5)
TEXTS = st.text(st.sampled_from("ab1é😀\n"), max_size=6)

#: By constraint: the keyword of JSON Schema, values and bounds.
SHARED: Mapping[str, tuple[str, st.SearchStrategy[Any], st.SearchStrategy[Any]]] = {
    "min": ("minimum", NUMBERS, NUMBERS),
    "max": ("maximum", NUMBERS, NUMBERS),
    "exclusive_min": ("exclusiveMinimum", NUMBERS, NUMBERS),
    "exclusive_max": ("exclusiveMaximum", NUMBERS, NUMBERS),
    "multiple_of": ("multipleOf", st.integers(-1000, 1000), st.integers(1, 50)),
    "min_length": ("minLength", TEXTS, st.integers(0, 7)),
    "max_length": ("maxLength", TEXTS, st.integers(0, 7)),
    "min_items": ("minItems", SMALL, st.integers(0, 6)),
    "max_items": ("maxItems", SMALL, st.integers(0, 6)),
    "unique_items": ("uniqueItems", SMALL, st.booleans()),
    "one_of": ("enum", st.sampled_from(["a", "b", 1, 1.0, True, 2]), st.lists(st.sampled_from(["a", 1, True]))),
}


def result(word: str, value: Any, bound: Any, kind: str = "json") -> Result:
    return CONSTRAINTS[word].judge(Given(value, Type(kind), SCOPE, MemoryReader()), bound).result


@pytest.mark.parametrize("word", SHARED)
@given(data=st.data())
@examples(60)
def test_that_json_schema_says_the_same(word: str, data: st.DataObject) -> None:
    keyword, values, bounds = SHARED[word]
    value, bound = data.draw(values), data.draw(bounds)

    expected = Draft202012Validator({keyword: bound}).is_valid(value)

    assert result(word, value, bound) is (Result.VALID if expected else Result.INVALID)


@pytest.mark.parametrize(("whole", "open_"), [("min", "exclusive_min"), ("max", "exclusive_max")])
@given(value=st.one_of(NUMBERS, DECIMALS), bound=st.one_of(NUMBERS, DECIMALS))
@examples(60)
def test_that_an_open_bound_refuses_the_bound_itself_and_no_more(
    whole: str, open_: str, value: Decimal | float, bound: Decimal | float
) -> None:
    assert result(whole, bound, bound) is Result.VALID
    assert result(open_, bound, bound) is Result.INVALID
    if result(open_, value, bound) is Result.VALID:
        assert result(whole, value, bound) is Result.VALID
    assert (result(whole, value, bound) is result(open_, value, bound)) or result(
        "one_of", value, [bound]
    ) is Result.VALID


@given(st.one_of(NUMBERS, DECIMALS), st.one_of(NUMBERS, DECIMALS))
@examples(60)
def test_that_what_is_less_is_not_more(value: Any, bound: Any) -> None:
    assert {result("min", value, bound), result("exclusive_max", value, bound)} == {Result.VALID, Result.INVALID}


@given(st.datetimes(), st.datetimes())
@examples(40)
def test_that_what_is_not_before_is_at_least(value: Any, bound: Any) -> None:
    assert result("not_before", value, bound) is result("min", value, bound)
    assert result("not_after", value, bound) is result("max", value, bound)


@given(DECIMALS, st.integers(-50, 50))
@examples(60)
def test_that_a_multiple_of_a_decimal_is_one(step: Decimal, times: int) -> None:
    assume(step > 0)

    assert result("multiple_of", step * times, step) is Result.VALID
    assert result("multiple_of", step * times + step / 2, step) is Result.INVALID


@given(JSON, st.lists(JSON, max_size=3))
@examples(60)
def test_that_one_of_and_not_one_of_are_opposites(value: Any, listed: list[Any]) -> None:
    # Of a list each item is looked at, and some may be there and some not.
    assume(not isinstance(value, list) and not any(isinstance(one, list) for one in listed))

    assert {result("one_of", value, listed), result("not_one_of", value, listed)} == {Result.VALID, Result.INVALID}


#: A bound of each constraint that takes one, as `define` lets it through.
BOUNDS: Mapping[str, Any] = {
    "min": 1, "max": 1, "exclusive_min": 1, "exclusive_max": 1, "multiple_of": 2, "min_length": 1, "max_length": 1,
    "pattern": "a*", "format": "email", "one_of": [1, "a"], "not_one_of": [1], "min_items": 1, "max_items": 1,
    "unique_items": True, "not_before": "2026-01-01", "not_after": "2026-01-01", "max_bytes": 1,
    "content_types": ["image/*"], "unique_in": "report.title", "required": None,
}  # fmt: skip


@pytest.mark.parametrize("word", BOUNDS)
@given(value=JSON.filter(lambda one: one is not None))
@examples(40)
def test_that_whatever_is_given_is_judged(word: str, value: Any) -> None:
    assert result(word, value, BOUNDS[word]) in Result
