"""What each operation makes of what is stored: `edits/<op>.yaml`; and the laws that hold whatever is stored."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier_cli.actions.edits import OPERATIONS, add_unique, append, increment, remove
from atelier_cli.language.coerce import coerce
from atelier_cli.language.comparison import same
from atelier_cli.language.operations import misfit
from atelier_cli.language.to_json import to_json
from atelier_cli.language.types import ANY, FIELD_TYPES, INTEGER, NUMBER, Type, list_of
from tests.support.case_files import load
from tests.support.examples import examples
from tests.support.types import type_of

FOLDER = Path(__file__).parent / "edits"
CASES = [
    pytest.param(op, group["field"], row, id=f"{op}-{group['field']}-{row}")
    for op in OPERATIONS
    for group in load(FOLDER / f"{op}.yaml")
    for row in group["edits"]
]
ITEMS = st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.sampled_from([1.0, "a", "1", [1], {"a": 1}]))
LISTS = st.lists(ITEMS, max_size=6)
VALUES = ITEMS.filter(lambda one: one is not None)


@pytest.mark.parametrize(("op", "field", "row"), CASES)
def test_edit(op: str, field: str, row: list[Any]) -> None:
    stored, value, wanted = row
    type_ = type_of(field)

    found = OPERATIONS[op].compute(_typed(stored, type_), _typed(value, _value_type(op, type_)), type_)

    assert (to_json(found.value, type_) if found.refusal is None else f"refused: {found.refusal}") == wanted
    assert type(to_json(found.value, type_)) is type(wanted) or found.refusal is not None


def _value_type(op: str, field: Type) -> Type:
    if op == "increment":
        return Type("decimal") if field.name in {"decimal", "money"} else NUMBER if field.name != "any" else ANY
    return field if op == "set" else field.item or ANY


def _typed(said: Any, kind: Type) -> Any:
    value, problems = coerce(said, kind.or_null())
    assert problems == ()
    return value


@given(LISTS, VALUES)
@examples(100)
def test_that_what_is_appended_can_be_removed(stored: list[Any], value: Any) -> None:
    before = [one for one in stored if not same(one, value)]

    appended = append.compute(before, value, list_of(ANY)).value

    assert remove.compute(appended, value, list_of(ANY)).value == before


@given(LISTS, VALUES)
@examples(100)
def test_that_adding_once_is_adding_twice(stored: list[Any], value: Any) -> None:
    once = add_unique.compute(stored, value, list_of(ANY)).value

    assert add_unique.compute(once, value, list_of(ANY)).value == once
    assert any(same(one, value) for one in once)
    assert once[: len(stored)] == stored


@given(LISTS, VALUES)
@examples(100)
def test_that_what_is_removed_is_gone_and_nothing_else(stored: list[Any], value: Any) -> None:
    left = remove.compute(stored, value, list_of(ANY)).value

    assert left == [one for one in stored if not same(one, value)]


@given(LISTS, VALUES)
@examples(50)
def test_that_what_is_stored_stays_as_it_was_read(stored: list[Any], value: Any) -> None:
    before = [*stored]

    for operation in (append, remove, add_unique):
        operation.compute(stored, value, list_of(ANY))

    assert stored == before


@given(st.integers(-(2**40), 2**40), st.integers(-(2**40), 2**40))
@examples(100)
def test_that_increments_are_undone_by_their_opposites(stored: int, value: int) -> None:
    there = increment.compute(stored, value, INTEGER).value

    assert increment.compute(there, -value, INTEGER).value == stored


@given(st.decimals(-(10**6), 10**6, places=2), st.decimals(-(10**6), 10**6, places=2))
@examples(100)
def test_that_decimals_are_added_exactly(stored: Decimal, value: Decimal) -> None:
    assert increment.compute(stored, value, Type("decimal")).value == stored + value


@given(st.floats(), st.one_of(st.floats(), st.integers(), st.decimals()))
@examples(200)
def test_that_no_number_breaks_an_increment(stored: float, value: Any) -> None:
    found = increment.compute(stored, value, NUMBER)

    assert found.refusal is not None or coerce(found.value, NUMBER)[1] == ()


def test_that_an_absurd_number_is_refused() -> None:
    assert increment.compute(10**5000, Decimal("0.1"), NUMBER).refusal == "the sum is beyond what the field holds"


@pytest.mark.parametrize("op", OPERATIONS)
def test_that_every_type_that_fits_is_one_that_can_be_computed(op: str) -> None:
    """What lint says fits is what is computed, and what it refuses is refused."""
    values: dict[str, Any] = {"list": [], "integer": 1, "number": 1.5, "decimal": Decimal(1), "money": Decimal(1)}
    for name in {*FIELD_TYPES} - {"json"}:
        found = OPERATIONS[op].compute(values.get(name, "a text"), 1, Type(name))

        assert (misfit(op, Type(name)) is None) == (found.refusal is None), name
