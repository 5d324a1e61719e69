"""Values that are written as text: each type's reading of it, and what is left as text for the check to refuse."""

from typing import Any

import pytest

from atelier_cli.actions.entities.text import from_text
from tests.support.entities import ontology_of

TYPES = """
- entity_type: thing
  schema:
    fields:
      - {field_key: string, field_type: {type: string}}
      - {field_key: integer, field_type: {type: integer}}
      - {field_key: number, field_type: {type: number}}
      - {field_key: boolean, field_type: {type: boolean}}
      - {field_key: money, field_type: {type: money}}
      - {field_key: json, field_type: {type: json}}
      - {field_key: address, field_type: {type: address}}
      - {field_key: words, field_type: {type: list, item: {type: string}}}
      - {field_key: numbers, field_type: {type: list, item: {type: integer}}}
    relationships:
      - {rel_code: one, target_type_code: thing, cardinality: many_to_one, reverse_code: back}
      - {rel_code: many, target_type_code: thing, cardinality: many_to_many}
"""
KIND = ontology_of(TYPES).kinds["thing"]
DEEP = "[" * 70 + "]" * 70


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("string", "12", "12"),
        ("string", "", None),
        ("integer", "-12", -12),
        ("integer", "1.5", "1.5"),
        ("integer", "٣", "٣"),
        ("number", "1.5e3", 1500.0),
        ("number", "7", 7),
        ("number", "NaN", "NaN"),
        ("boolean", "true", True),
        ("boolean", "yes", "yes"),
        ("money", "12.50", "12.50"),
        ("json", '{"a": [1]}', {"a": [1]}),
        ("json", "{", "{"),
        ("json", "NaN", "NaN"),
        ("json", DEEP, DEEP),
        ("address", "1 Main Street", "1 Main Street"),
        ("address", '{"city": "x"}', {"city": "x"}),
        ("words", "a; b ;;c", ["a", "b", "c"]),
        ("words", '["a; b"]', ["a; b"]),
        ("numbers", "1;2;x", [1, 2, "x"]),
        ("one", "t1", "t1"),
        ("many", "t1;t2", ["t1", "t2"]),
        ("back", "t1", ["t1"]),
        ("nothing", "x", "x"),
    ],
)
def test_text(name: str, text: str, value: Any) -> None:
    found = from_text(KIND, name, text)

    assert found == value
    assert type(found) is type(value)
