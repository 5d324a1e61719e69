"""Examples are made of schemas, always the same, and satisfy them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atelier_cli.flows.example import example
from atelier_cli.language.json_schema import compile_schema
from tests.support.flows import municipality

EXAMPLES: list[tuple[dict[str, Any], Any]] = [
    ({"const": 5}, 5),
    ({"enum": ["b", "a"]}, "b"),
    ({"type": "integer", "default": 3}, 3),
    ({"type": "string", "examples": ["x"], "default": "y"}, "x"),
    ({"type": ["null", "string"]}, "text"),
    ({"type": "null"}, None),
    ({"type": "boolean"}, True),
    ({"type": "number", "minimum": 0, "maximum": 1}, 0),
    ({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}, 0.5),
    ({"type": "integer", "exclusiveMinimum": 4}, 5),
    ({"type": "integer", "maximum": -3}, -3),
    ({"type": "integer", "minimum": 4, "multipleOf": 5}, 5),
    ({"type": "string", "minLength": 8}, "text text"),
    ({"type": "string", "maxLength": 2}, "te"),
    ({"type": "string", "format": "date"}, "2026-01-15"),
    ({"type": "array", "items": {"type": "integer"}, "minItems": 3, "uniqueItems": True}, [1, 2, 3]),
    ({"type": "array", "prefixItems": [{"const": 1}, {"const": "a"}]}, [1, "a"]),
    (
        {"type": "object", "required": ["a"], "properties": {"due_on": {"type": "string"}}},
        {"due_on": "due on", "a": "a"},
    ),
    ({"properties": {"a": {"type": "integer"}}}, {"a": 1}),
    ({"$ref": "#/$defs/a", "$defs": {"a": {"type": "integer", "minimum": 7}}}, 7),
    (
        {"allOf": [{"properties": {"a": {"const": 1}}}, {"properties": {"b": {"const": 2}}, "required": ["b"]}]},
        {"a": 1, "b": 2},
    ),
    ({"oneOf": [{"type": "integer"}, {"type": "string"}]}, 1),
    ({}, "text"),
]


@pytest.mark.parametrize(("schema", "wanted"), EXAMPLES, ids=str)
def test_example(schema: dict[str, Any], wanted: Any) -> None:
    check, problems = compile_schema(schema)

    assert problems == ()
    assert example(schema) == wanted
    assert check(wanted) == ()


def test_that_a_schema_that_refers_to_itself_has_an_example() -> None:
    tree = {
        "$ref": "#/$defs/tree",
        "$defs": {"tree": {"type": "object", "properties": {"below": {"$ref": "#/$defs/tree"}}}},
    }
    check, _ = compile_schema(tree)

    assert check(example(tree)) == ()
    assert example({"$ref": "#"}) == "text"


_ENDLESS: list[tuple[dict[str, Any], Any]] = [
    ({"type": "object", "properties": {"more": {"$ref": "#"}}, "required": ["more"]}, {"more": {}}),
    ({"type": "array", "items": {"$ref": "#"}, "minItems": 1}, [[]]),
    ({"anyOf": [{"$ref": "#/$defs/a"}], "$defs": {"a": {"anyOf": [{"$ref": "#/$defs/a"}, {"const": 1}]}}}, 1),
    ({"$ref": "#/$defs/a", "$defs": {"a": {"allOf": [{"$ref": "#/$defs/b"}]}, "b": {"$ref": "#/$defs/a"}}}, None),
]


@pytest.mark.parametrize(("schema", "made"), _ENDLESS, ids=str)
def test_that_what_must_hold_itself_ends(schema: dict[str, Any], made: Any) -> None:
    assert example(schema) == made


def test_that_an_example_is_no_longer_than_a_person_reads() -> None:
    assert len(example({"type": "string", "minLength": 10**12})) < 10_000
    assert len(example({"type": "array", "items": {"type": "integer"}, "minItems": 10**9})) < 10_000


def test_that_every_schema_of_the_municipality_has_an_example() -> None:
    names = ("input_schema", "output_schema", "payload_schema", "result_schema")
    rows = [row for rows in municipality().vocabulary.by_class.values() for row in rows.values()]
    schemas = [schema for row in rows for name in names if (schema := getattr(row, name, None))]

    for schema in schemas:
        check, problems = compile_schema(schema)
        assert (problems, check(example(schema))) == ((), ()), schema
    assert len(schemas) > 20


def schemas() -> st.SearchStrategy[dict[str, Any]]:
    numbers = st.builds(
        lambda kind, low, size: {"type": kind, "minimum": low, "maximum": low + size},
        st.sampled_from(["integer", "number"]),
        st.integers(-50, 50),
        st.integers(0, 9),
    )
    strings = st.builds(
        lambda low, size: {"type": "string", "minLength": low, "maxLength": low + size},
        st.integers(0, 30),
        st.integers(0, 9),
    )
    return st.recursive(
        st.one_of(numbers, strings, st.just({"type": "boolean"}), st.just({"enum": ["a", 1]})),
        lambda inner: st.one_of(
            st.builds(
                lambda item, least: {"type": "array", "items": item, "minItems": least}, inner, st.integers(0, 3)
            ),
            st.builds(
                lambda members: {"type": "object", "properties": members, "required": sorted(members)[:1]},
                st.dictionaries(st.sampled_from("abcd"), inner, max_size=3),
            ),
        ),
        max_leaves=6,
    )


@settings(max_examples=80)
@given(schemas())
def test_that_an_example_satisfies_its_schema(schema: dict[str, Any]) -> None:
    check, _ = compile_schema(schema)

    assert check(example(schema)) == ()
    assert example(schema) == example(schema)
