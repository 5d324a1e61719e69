"""Types: what they hold, which may stand for which, and what a schema says of them."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier_cli.language.assignable import not_assignable
from atelier_cli.language.coerce import coerce
from atelier_cli.language.durations import format_duration, parse_duration
from atelier_cli.language.scope import Names
from atelier_cli.language.to_json import to_json
from atelier_cli.language.types import FIELD_TYPES, OBJECT, STRING, Type, from_schema, list_of
from tests.support.case_files import load
from tests.support.examples import examples
from tests.support.problems import told
from tests.support.types import type_of

FOLDER = Path(__file__).parent / "types"
PARENTS = {"pothole": "report", "circle_a": "circle_b", "circle_b": "circle_a"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("case", load(FOLDER / "coerce.yaml"), ids=lambda case: f"{case['type']}-{case['value']}")
def test_coerce(case: dict[str, Any]) -> None:
    type = type_of(case["type"])

    found, problems = coerce(case["value"], type)

    assert [told(problem) for problem in problems] == case.get("problems", [])
    if not problems:
        assert to_json(found, type) == case.get("gives", case["value"])
        assert coerce(found, type) == (found, ())


@pytest.mark.parametrize("name", [*FIELD_TYPES, "any", "object", "null"])
@given(value=JSON)
@examples(30)
def test_that_what_is_coerced_stays_what_it_is(name: str, value: Any) -> None:
    found, problems = coerce(value, Type(name))

    if problems:
        assert found is None
    else:
        assert coerce(found, Type(name)) == (found, ())


@pytest.mark.parametrize(
    "case", load(FOLDER / "assignable.yaml"), ids=lambda case: f"{case['found']}-{case['expected']}"
)
def test_assignable(case: dict[str, Any]) -> None:
    names = Names({}, parent=PARENTS.get)

    assert not_assignable(type_of(case["found"]), type_of(case["expected"]), names) == case.get("why")


@pytest.mark.parametrize("case", load(FOLDER / "from_schema.yaml"), ids=lambda case: str(case["schema"]))
def test_from_schema(case: dict[str, Any]) -> None:
    assert from_schema(case["schema"]) == type_of(case["type"])


def test_that_a_schema_without_members_is_open() -> None:
    assert from_schema({"type": "object"}) == Type("object", fields={}, open=True)
    assert from_schema({"type": "object", "properties": []}) == OBJECT
    assert from_schema({"type": "array", "items": {"type": "object", "properties": {"a": {}}}}) == list_of(
        Type("object", fields={"a": Type("any", nullable=True)}, open=False)
    )


@given(st.from_regex(r"-?P([0-9]{1,3}Y)?([0-9]{1,3}M)?([0-9]{1,3}D)?(T[0-9]{1,3}H([0-9]{1,3}M)?)?", fullmatch=True))
@examples(100)
def test_that_a_duration_is_read_back_from_its_text(text: str) -> None:
    found = parse_duration(text)

    if found is not None:
        assert parse_duration(format_duration(found)) == found


def test_only_whether_it_may_be_null_differs() -> None:
    """Every other field is kept, whichever there are."""
    full = Type("list", STRING, STRING, {"a": STRING}, open=False, entity_type="crew", choices=("x",))
    assert [field.name for field in fields(full) if getattr(full, field.name) == field.default] == ["nullable"]
    assert full.or_null() == replace(full, nullable=True)
    assert full.or_null().not_null() == full
