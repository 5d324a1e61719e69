"""The index of symbols: over the template sheets, every name stands where the index says, and is declared."""

from pathlib import Path

import pytest

from atelier_cli.catalog.uses.index import Index, index
from atelier_cli.catalog.uses.symbol import Kind
from atelier_cli.operations.project import Files, open_files
from atelier_cli.operations.settings import load
from atelier_cli.sheet.document import Document
from atelier_cli.sheet.parse import parse
from atelier_cli.sheet.reader import read

ROOT = Path(__file__).parent.parent.parent
#: What no file declares by its name: members of payloads, roots, and the values of choices that are not a field's.
UNDECLARED = {Kind.MEMBER, Kind.ROOT, Kind.CHOICE, Kind.ARGUMENT}
#: Names that Atelier brings along.
PACKAGED = {(Kind.TEMPLATE, "base"), (Kind.PRODUCT, "atelier")}


@pytest.fixture(scope="module")
def files() -> Files:
    return open_files(load(ROOT))


@pytest.fixture(scope="module")
def found(files: Files) -> Index:
    return index(files.all)


def test_each_occurrence_stands_where_its_name_is_written(files: Files, found: Index) -> None:
    wrong = []
    for one in found.occurrences:
        where = files.documents[one.place.source].locate(one.place)
        line = files.documents[one.place.source].line(where.start.line)
        if line[where.start.column - 1 : where.end.column - 1] != one.symbol.name:
            wrong.append((one.symbol, where))
    assert wrong == []
    assert len(found.occurrences) > 3000


def test_what_the_clean_sheets_name_is_declared(found: Index) -> None:
    dangling = {
        symbol
        for symbol, occurrences in found.by_symbol.items()
        if not any(one.declares for one in occurrences) and symbol.kind not in UNDECLARED
    }
    # A step without `save_as` leaves what it puts out in the context, where no name is declared.
    left = {symbol for symbol in dangling if symbol[::2] not in PACKAGED and symbol.kind is not Kind.SAVED}
    assert left == set()


SHEET = """\
identity: {code: parks, name: Parks}
entities:
  - entity_type: tree
    schema:
      fields:
        - {field_key: height, field_type: {type: number}}
        - {field_key: felled, field_type: {type: boolean}}
      relationships:
        - {rel_code: park, target_type_code: park, cardinality: many_to_one, reverse_code: trees}
      unique_constraints: [[height, park]]
  - entity_type: park
    schema:
      fields: [{field_key: title, field_type: {type: string}}]
actions:
  - key: fell
    label: Fell
    target_model: tree
    presentation: {activity_template: "felled at {{ parameters.height }}"}
    parameters:
      - {key: height, type: number, default: $entity.height}
      - {key: other, type: entity, object_type: tree, values_from: {entity_type: tree, filter: {all: [{field: height,
         operator: gt, value: $entity.height}]}}, constraints: {unique_in: tree.height}}
    submission_criteria:
      - {criteria_type: field, config: {field: height, operator: gt, value: $parameters.height}}
      - {criteria_type: field, key: given, config: {subject: parameters, field: height, operator: gt, value: 1}}
      - {criteria_type: expression, config: {expression: "entity.park.trees.exists(t, t.height > entity['height'])"}}
    edits:
      - {field: height, value: $parameters.height, when: {not: {field: height, operator: is_null}}}
    creates:
      - {entity_type: tree, fields: {height: {$expr: "parameters.height * entity.height"}}}
"""


def text_at(document: Document, found: Index, kind: Kind, name: str, *scope: str) -> list[tuple[int, str]]:
    """The lines on which a symbol is named, each with how it is written."""
    places = []
    for one in found.occurrences:
        if (one.symbol.kind, one.symbol.name) == (kind, name) and (not scope or one.symbol.scope == scope):
            where = document.locate(one.place)
            line = document.line(where.start.line)
            places.append((where.start.line, line[where.start.column - 1 : where.end.column - 1]))
    return sorted(places)


def test_one_name_is_told_apart_by_what_it_is_of() -> None:
    parsed = parse(read(SHEET.encode(), "parks.yaml"))
    assert parsed.diagnostics == ()
    found = index([parsed])
    fields = [line for line, _ in text_at(parsed.document, found, Kind.FIELD, "height", "tree")]
    assert fields == [6, 10, 20, 21, 22, 22, 24, 26, 26, 28, 28, 30, 30]
    parameters = [line for line, _ in text_at(parsed.document, found, Kind.PARAMETER, "height")]
    assert parameters == [18, 20, 24, 25, 28, 30]
    assert [line for line, _ in text_at(parsed.document, found, Kind.REVERSE, "trees")] == [9, 26]
