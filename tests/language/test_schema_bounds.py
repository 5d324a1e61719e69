"""Which bounds a written value breaks: those that the validator says too."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from atelier_cli.language.schema_bounds import schema_bounds

SCHEMAS: list[dict[str, Any]] = [
    {"minimum": 2},
    {"maximum": 2},
    {"exclusiveMinimum": 2},
    {"exclusiveMaximum": 2.5},
    {"minLength": 2},
    {"maxLength": 1},
    {"minItems": 1},
    {"maxItems": 1},
    {"pattern": "^a"},
    {"multipleOf": 2},
    {"enum": [1, "b"]},
    {"items": {"minimum": 2}},
    {"properties": {"n": {"minimum": 2}}},
]
VALUES: list[Any] = [1, 2, 3.5, True, None, "", "a", "ba", [], [1], [3, 1], {"n": 1}, {"n": 3}, {"m": 1}]


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_the_validator_agrees(schema: dict[str, Any], value: Any) -> None:
    if "enum" in schema and not isinstance(value, str | int | float):
        return  # what is no scalar is of another type, and told so
    assert bool(schema_bounds(value, schema)) != Draft202012Validator(schema).is_valid(value)


@pytest.mark.parametrize("value", ["$input.n", {"$expr": "input.n"}, ["$input.n"], "$now"])
def test_what_a_reference_gives_is_not_known(value: Any) -> None:
    assert (
        schema_bounds(value, {"maxLength": 1, "items": {"maxLength": 1}, "properties": {"$expr": {"maxLength": 1}}})
        == ()
    )


def test_an_escaped_text_is_what_it_stands_for() -> None:
    assert schema_bounds("$$x", {"pattern": "^[$]x$"}) == ()


def test_a_constant_of_another_value_is_broken() -> None:
    (problem,) = schema_bounds({"n": 3}, {"properties": {"n": {"const": 4}}})
    assert (problem.path, problem.message) == (("n",), "expected 4, found 3")
