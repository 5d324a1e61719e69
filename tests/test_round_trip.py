"""What a sheet says survives the way to rows and back, in every form: the canonical one is the same each time."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from atelier_cli import resources
from atelier_cli.compiler.canonical import canonical
from atelier_cli.compiler.lift import lift_sheets, lift_vocabularies
from atelier_cli.compiler.lower import Lowered, lower
from atelier_cli.operations.export_plane import export_plane
from atelier_cli.operations.import_sheets import import_sheets
from atelier_cli.operations.project import Files
from atelier_cli.rows.content import content_hash
from atelier_cli.rows.row_set import RowSet
from atelier_cli.sheet.emit import emit
from atelier_cli.sheet.format import format_document
from atelier_cli.sheet.models.sheet import Sheet
from atelier_cli.sheet.parse import Parsed, parse
from atelier_cli.sheet.reader import read
from atelier_cli.store.memory import MemoryStore
from atelier_cli.store.open import open_store
from atelier_cli.store.protocol import Store
from tests.support.postgres import Server
from tests.support.sheets import Drawn, projects

BASE = parse(read(resources.base_vocabulary().read_bytes(), "base.yaml"))
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
#: With stores, an example takes long: the first that fails is shown as it was drawn.
few = settings(quick, max_examples=10, phases=(Phase.explicit, Phase.reuse, Phase.generate))
fewest = settings(few, max_examples=2)


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
    texts = {code: emit(data) for code, data in canonicals.items()}
    assert {code: emit(data) for code, data in lifted(rows_again).items()} == texts
    assert {code: formatted(text) for code, text in texts.items()} == texts


def formatted(text: str) -> str:
    """What `atelier fmt` makes of a text: it has no objection, and what was exported stays as it is."""
    found = format_document(read(text.encode(), "exported.yaml"))
    assert found.refusal == ""
    return found.text


def assert_survives(files: list[Parsed], fresh: Callable[[], AbstractContextManager[Store]]) -> None:
    """Import, export, import into another store, export: the same bytes, which are those of the canonical form."""
    expected = {code: emit(data) for code, data in map(canonical_of, files)}
    with fresh() as store:
        assert_imported(store, files)
        exported = exports(store, frozenset(expected))
    assert exported == expected
    assert {code: formatted(text) for code, text in exported.items()} == exported
    with fresh() as store:
        assert_imported(store, [parse(read(text.encode(), f"{code}.yaml")) for code, text in exported.items()])
        assert exports(store, frozenset(expected)) == exported


def assert_imported(store: Store, files: list[Parsed]) -> None:
    """Imports the files, and finds nothing to do when they are imported again."""
    project = Files(tuple(files), () if any(canonical_of(file)[0] == "atelier" for file in files) else (BASE,))
    imported = import_sheets(store, project, "template_town")
    findings = [*imported.report.findings, *imported.findings]
    assert imported.applied, [one.diagnostic.message for one in findings if one.diagnostic.severity == "error"]
    again = import_sheets(store, project, "template_town").plan
    assert again is not None
    assert again.is_empty, again.changes[:3]


def exports(store: Store, codes: frozenset[str]) -> dict[str, str]:
    files = (*export_plane(store, "system"), *export_plane(store, "template_town"))
    return {file.name: file.text for file in files if file.name in codes}


def two(drawn: Drawn) -> list[Parsed]:
    return [parsed(drawn.vocabulary, "words.yaml"), parsed(drawn.sheet, "sheet.yaml")]


@contextmanager
def memory() -> Iterator[Store]:
    yield MemoryStore()


@contextmanager
def sqlite() -> Iterator[Store]:
    with TemporaryDirectory() as folder, closing(open_store("sqlite:///town.db", Path(folder))) as store:
        yield store


@contextmanager
def postgres(server: Server) -> Iterator[Store]:
    with server.database() as url, closing(open_store(url, Path())) as store:
        yield store


@quick
@given(projects())
def test_drawn(drawn: Drawn) -> None:
    assert_round_trip(two(drawn))


@few
@given(projects())
def test_drawn_in_memory(drawn: Drawn) -> None:
    assert_survives(two(drawn), memory)


@few
@given(projects(), projects())
def test_drawn_changes(drawn: Drawn, other: Drawn) -> None:
    """A plane that said something else before says in the end what the sheet says, when what is gone is pruned."""
    store = MemoryStore()
    assert_imported(store, two(drawn))
    changing = ("identity", "settings", "notifications", "flows", "views", "layers")
    sheet = {name: block for name, block in drawn.sheet.items() if name not in changing}
    sheet |= {name: other.sheet[name] for name in changing if name in other.sheet} | {"actions": []}
    changed = [parsed(drawn.vocabulary, "words.yaml"), parsed(sheet, "sheet.yaml")]
    imported = import_sheets(store, Files(tuple(changed), (BASE,)), "template_town", prune=True)
    assert imported.applied, [one.diagnostic.message for one in imported.findings]
    expected = {code: emit(data) for code, data in map(canonical_of, changed)}
    assert exports(store, frozenset(expected)) == expected
    assert_imported(store, changed)


@fewest
@given(projects())
def test_drawn_in_sqlite(drawn: Drawn) -> None:
    assert_survives(two(drawn), sqlite)


@fewest
@given(projects())
def test_drawn_in_postgres(postgres_server: Server, drawn: Drawn) -> None:
    assert_survives(two(drawn), partial(postgres, postgres_server))


def municipality() -> list[Parsed]:
    sheets = sorted((resources.template_sheets() / "municipality").glob("*.yaml"))
    paths = (*sorted(resources.vocabulary().glob("*.yaml")), *sheets)
    return [parse(read(path.read_bytes(), path.name)) for path in paths]


def test_municipality() -> None:
    assert_round_trip(municipality())


def test_municipality_in_memory() -> None:
    assert_survives(municipality(), memory)


def test_municipality_in_sqlite() -> None:
    assert_survives(municipality(), sqlite)


def test_municipality_in_postgres(postgres_server: Server) -> None:
    assert_survives(municipality(), partial(postgres, postgres_server))
