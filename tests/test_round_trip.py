"""What a sheet says survives the way to rows and back, in every form: the canonical one is the same each time."""

from typing import Any

from hypothesis import HealthCheck, given, settings

from atelier_cli import resources
from atelier_cli.compiler.canonical import canonical
from atelier_cli.compiler.lift import lift_sheets, lift_vocabularies
from atelier_cli.compiler.lower import Lowered, lower
from atelier_cli.rows.content import content_hash
from atelier_cli.rows.row_set import RowSet
from atelier_cli.sheet.emit import emit
from atelier_cli.sheet.models.sheet import Sheet
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read
from tests.support.sheets import Drawn, projects

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def parsed(data: dict[str, Any], name: str) -> Parsed:
    found = parse(read(emit(data).encode(), name))
    assert [one.message for one in found.diagnostics if one.severity == "error"] == []
    return found


def canonical_of(file: Parsed) -> tuple[str, dict[str, Any]]:
    assert file.model is not None
    code = file.model.identity.code if isinstance(file.model, Sheet) else file.model.vocabulary.code
    return code, canonical(file.model)


def lifted(rows: Lowered) -> dict[str, dict[str, Any]]:
    return {**dict(lift_vocabularies(rows.vocabulary)), **dict(lift_sheets(rows.template, rows.vocabulary))}


def said(rows: RowSet) -> dict[Any, str]:
    return {(type(row).__name__, row.address): content_hash(row) for row in rows}


def assert_round_trip(files: list[Parsed]) -> None:
    rows = lower(files)
    canonicals = dict(map(canonical_of, files))
    assert lifted(rows) == canonicals
    again = [parsed(data, code) for code, data in canonicals.items()]
    assert [canonical_of(file) for file in again] == list(canonicals.items())
    rows_again = lower(again)
    assert said(rows_again.vocabulary) == said(rows.vocabulary)
    assert said(rows_again.template) == said(rows.template)
    assert {code: emit(data) for code, data in lifted(rows_again).items()} == {
        code: emit(data) for code, data in canonicals.items()
    }


@quick
@given(projects())
def test_drawn(drawn: Drawn) -> None:
    assert_round_trip([parsed(drawn.vocabulary, "words.yaml"), parsed(drawn.sheet, "sheet.yaml")])


def test_municipality() -> None:
    paths = [
        *resources.vocabulary().glob("*.yaml"),
        *sorted((resources.template_sheets() / "municipality").glob("*.yaml")),
    ]
    assert_round_trip([parse(read(path.read_bytes(), path.name)) for path in paths])
