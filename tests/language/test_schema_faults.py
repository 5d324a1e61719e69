"""What is wrong with schemas: the same ones are wrong as for the meta-schema, and each fault is where it stands."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, SchemaError

from atelier_cli.language.schema_faults import schema_faults

KEYWORDS = [
    "type", "properties", "required", "items", "enum", "minimum", "multipleOf", "minLength", "maxItems", "uniqueItems",
    "anyOf", "not", "const", "default", "title", "additionalProperties", "prefixItems", "dependentRequired", "$defs",
    "examples", "writeOnly", "minContains", "unit",
]  # fmt: skip
LEAVES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 3),
    st.sampled_from([0.5, 2.0]),
    st.sampled_from(["string", "object", "text", ""]),
    st.lists(st.sampled_from(["a", "b", "string"]), max_size=2),
)
SCHEMAS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(st.sampled_from(KEYWORDS), inner, max_size=3),
        st.dictionaries(st.sampled_from(["a", "b"]), inner, max_size=2),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYWORDS), SCHEMAS, max_size=3))
def test_a_schema_is_wrong_where_the_meta_schema_says_so(schema: dict[str, Any]) -> None:
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError:
        assert schema_faults(schema)
    else:
        assert schema_faults(schema) == ()


@pytest.mark.parametrize(
    ("schema", "path", "words"),
    [
        ({"properties": {"a": {"type": "txt"}}}, ("properties", "a", "type"), "expected one of array"),
        ({"anyOf": [{}, 3]}, ("anyOf", 1), "expected a schema, found 3"),
        ({"anyOf": []}, ("anyOf",), "a list of schemas"),
        ({"items": {"pattern": "("}}, ("items", "pattern"), "a pattern"),
        ({"required": "a"}, ("required",), "a list of different names"),
        ({"$ref": "#/$defs/x", "$defs": {"y": {}}}, ("$ref",), "leads nowhere"),
        ({"$ref": "other.json"}, ("$ref",), "leads out of the schema"),
        ({"propertys": {}}, ("propertys",), "unknown keyword"),
        ({"required": ["nmae"], "properties": {"name": {}}}, ("required", 0), "is not among the properties"),
    ],
)
def test_a_fault_is_at_its_place(schema: dict[str, Any], path: tuple[str | int, ...], words: str) -> None:
    (problem,) = schema_faults(schema)
    assert problem.path == path
    assert words in problem.message


def test_a_reference_to_what_is_there_is_right() -> None:
    assert schema_faults({"$ref": "#/$defs/a~1b", "$defs": {"a/b": {"anyOf": [{"$ref": "#"}]}}}) == ()
