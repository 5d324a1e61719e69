"""JSON Schemas in our words: what is wrong with a value, and what is wrong with a schema."""

import time
from typing import Any

import pytest

from atelier_cli.language.json_schema import compile_schema

PROBLEMS: list[tuple[dict[str, Any], Any, list[str]]] = [
    ({"type": "integer"}, 5, []),
    ({"type": "integer"}, "5", ['expected integer, found "5"']),
    ({"type": ["integer", "null"]}, True, ["expected integer or null, found true"]),
    ({"required": ["a", "b"]}, {}, ["`a` is missing", "`b` is missing"]),
    ({"properties": {"a": {}}, "additionalProperties": False}, {"a": 1, "b": 2}, ["unknown member `b`"]),
    ({"enum": ["a", 1]}, "b", ['expected one of "a", 1, found "b"']),
    ({"const": 1}, 2, ["expected 1, found 2"]),
    ({"minimum": 3}, 2, ["expected at least 3, found 2"]),
    ({"maxLength": 3}, "four", ["expected at most 3 characters, found 4"]),
    ({"minItems": 1}, [], ["expected at least 1 items, found 0"]),
    ({"pattern": "^a+$"}, "b", ['expected text that matches ^a+$, found "b"']),
    ({"format": "date"}, "2026-02-30", ['expected date, found "2026-02-30"']),
    ({"format": "date-time"}, "2026-02-03T10:00:00", ['expected date-time, found "2026-02-03T10:00:00"']),
    ({"format": "duration"}, "3 days", ['expected duration, found "3 days"']),
    ({"patternProperties": {"^x": {"type": "integer"}}}, {"x1": "a", "y": "a"}, ['expected integer, found "a"']),
]


@pytest.mark.parametrize(("schema", "value", "messages"), PROBLEMS, ids=str)
def test_value(schema: dict[str, Any], value: Any, messages: list[str]) -> None:
    check, problems = compile_schema(schema)

    assert problems == ()
    assert [problem.message for problem in check(value)] == messages


def test_that_a_problem_says_where() -> None:
    check, _ = compile_schema({"properties": {"a": {"items": {"type": "string"}}}})

    assert [problem.path for problem in check({"a": ["x", 5]})] == [("a", 1)]


@pytest.mark.parametrize(
    "schema",
    [{"type": "strin"}, {"minimum": "3"}, {"$ref": "https://example.invalid/schema"}, {"required": "a"}],
    ids=str,
)
def test_that_a_schema_may_be_wrong_itself(schema: dict[str, Any]) -> None:
    check, problems = compile_schema(schema)

    assert [problem.rule for problem in problems] == ["invalid-schema"]
    assert check("anything") == ()


def test_that_a_pattern_beyond_re2_is_told_when_it_is_used() -> None:
    check, _ = compile_schema({"pattern": "(?=x)"})

    assert [problem.rule for problem in check("x")] == ["invalid-schema"]


def test_that_a_hostile_pattern_costs_no_time() -> None:
    check, _ = compile_schema({"pattern": "^(a+)+$"})
    start = time.process_time()

    assert check("a" * 20_000 + "b") != ()
    assert time.process_time() - start < 1
