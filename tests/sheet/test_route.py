"""The way to a node, in the words of a person."""

import pytest

from atelier_cli.diagnostics import Path
from atelier_cli.sheet.reader import read
from atelier_cli.sheet.route import route

SHEET = read(
    b"""
identity: {code: trees, name: Trees}
entities:
  - entity_type: tree_report
    schema:
      fields:
        - {field_key: status, field_type: {type: enum, choices: [{value: open}, {value: 2}]}}
      relationships:
        - {rel_code: crew}
actions:
  - key: close_report
    parameters:
      - {key: due_on, type: date}
    submission_criteria:
      - {key: still-open, criteria_type: field, config: {any: [{field: status}]}}
      - {criteria_type: role_access}
    edits: [{field: status, when: {all: [{field: a, operator: is_null}]}}]
    creates: [{entity_type: inspection}]
    side_effects: [{event: report.closed}]
    placements: [{surface: desk_detail}]
  - label: Nameless
    parameters: [{key: 7}, text]
flows:
  - key: fell-tree
    steps: [{id: sign-off, kind: human_task}]
notifications:
  templates: [{key: closed}]
  rules: [{event: report.closed}]
settings: [{key: sign_within}]
""",
    "trees.yaml",
)
VOCABULARY = read(
    b"vocabulary:\n  entity_types: [{entity_type: user}]\n  event_types: [{code: rfp.found}]\n"
    b"  products: [{code: rfp, actions: [{code: draft}]}]\n  functions: [{name: fee}]\n  surfaces: [{code: desk}]\n",
    "words.yaml",
)

ROUTES: list[tuple[Path, str]] = [
    ((), ""),
    (("identity", "code"), ""),
    (("actions",), ""),
    (("actions", 0), "action close_report"),
    (("actions", 0, "label"), "action close_report"),
    (("actions", 0, "parameters", 0, "type"), "action close_report > parameter due_on"),
    (("actions", 0, "submission_criteria", 0, "config", "field"), "action close_report > gate still-open"),
    (("actions", 0, "submission_criteria", 0, "config", "any", 0, "field"), "action close_report > gate still-open"),
    (("actions", 0, "submission_criteria", 1), "action close_report > gate role_access"),
    (("actions", 0, "edits", 0, "when", "all", 0), "action close_report > edit status"),
    (("actions", 0, "creates", 0), "action close_report > create inspection"),
    (("actions", 0, "side_effects", 0), "action close_report > side effect report.closed"),
    (("actions", 0, "placements", 0), "action close_report > placement desk_detail"),
    (("actions", 1, "label"), "action 2"),
    (("actions", 1, "parameters", 0), "action 2 > parameter 1"),
    (("actions", 1, "parameters", 1), "action 2"),
    (("actions", 5, "label"), ""),
    (("actions", "x", 1), ""),
    (("entities", 0, "schema", "fields", 0, "field_type"), "entity tree_report > field status"),
    (("entities", 0, "schema", "fields", 0, "field_type", "choices", 0, "value"),
     "entity tree_report > field status > choice open"),
    (("entities", 0, "schema", "fields", 0, "field_type", "choices", 1),
     "entity tree_report > field status > choice 2"),
    (("entities", 0, "schema", "relationships", 0), "entity tree_report > relationship crew"),
    (("flows", 0, "steps", 0, "with"), "flow fell-tree > step sign-off"),
    (("notifications", "templates", 0), "template closed"),
    (("notifications", "rules", 0, "event"), "rule report.closed"),
    (("settings", 0), "setting sign_within"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "expected"), ROUTES)
def test_a_path_of_a_sheet_is_told(path: Path, expected: str) -> None:
    assert route(SHEET, path) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("vocabulary", "entity_types", 0), "entity type user"),
        (("vocabulary", "event_types", 0), "event type rfp.found"),
        (("vocabulary", "products", 0, "actions", 0), "product rfp > action draft"),
        (("vocabulary", "functions", 0), "function fee"),
        (("vocabulary", "surfaces", 0), "surface desk"),
    ],
)
def test_a_path_of_a_vocabulary_is_told(path: Path, expected: str) -> None:
    assert route(VOCABULARY, path) == expected


def test_a_document_without_data_has_no_ways() -> None:
    assert route(read(b"", "x"), ("actions", 0)) == ""
